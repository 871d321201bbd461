import { StartError } from '../config/start-error.ts';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** Listens, and says what to do when the port or the address cannot be had: a StartError then. */
export async function listenOr<T>(
  endpoint: Endpoint,
  listen: (endpoint: Endpoint) => Promise<T>,
): Promise<T> {
  try {
    return await listen(endpoint);
  } catch (error) {
    const say = reasons[(error as NodeJS.ErrnoException).code ?? ''];
    throw say === undefined ? error : new StartError(say(endpoint), { cause: error });
  }
}

const taken = ({ host, port }: Endpoint): string =>
  `端口 ${port}（${host}）已被占用。请停掉占用它的程序，或用 YUANQU_PORT 换一个端口，例如 YUANQU_PORT=${other(port)}。\n` +
  `Port ${port} on ${host} is taken. Stop what uses it, or choose another with YUANQU_PORT, such as YUANQU_PORT=${other(port)}.`;

const notAllowed = ({ host, port }: Endpoint): string =>
  `无权监听端口 ${port}（${host}）。请用 YUANQU_PORT 换一个 1024 以上的端口，例如 YUANQU_PORT=8080。\n` +
  `This user may not listen on port ${port} of ${host}. Choose one above 1023 with YUANQU_PORT, such as YUANQU_PORT=8080.`;

const noSuchAddress = ({ host }: Endpoint): string =>
  `YUANQU_HOST 的值“${host}”不是本机的地址。请设为 127.0.0.1（仅本机可访问）或 0.0.0.0（对外开放）。\n` +
  `YUANQU_HOST "${host}" is no address of this machine. Set it to 127.0.0.1 (this machine only) or 0.0.0.0 (everybody).`;

const reasons: Readonly<Record<string, (endpoint: Endpoint) => string>> = {
  EADDRINUSE: taken,
  EACCES: notAllowed,
  EADDRNOTAVAIL: noSuchAddress,
  ENOTFOUND: noSuchAddress,
  EAI_AGAIN: noSuchAddress,
};

const other = (port: number): number => (port < 65_535 ? port + 1 : 8080);
