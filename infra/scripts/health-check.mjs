// A container's health: whether the service in it is ready.
const port = process.env.YUANQU_PORT ?? 8080;
const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined);
process.exit(answer?.ok ? 0 : 1);
