/** What went wrong, in a line: a connection's own reason instead of "fetch failed". */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause : error;
  const { code, address, port } = cause as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code === 'ECONNREFUSED')
    return `${address ?? ''}:${port ?? ''} 没有应答，园区在运行吗？ Nothing answers there: is Yuanqu running? Its address is --url or YUANQU_URL`;
  return cause === error ? error.message : `${error.message} (${cause.message})`;
}
