import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Environment, StartError } from '@yuanqu/service-kit';

export const usage =
  'npm start -- [--port N] [--kafka HOST:PORT] [--no-demo]\n\n' +
  '  --port N           listen on this port (YUANQU_PORT; 8080)\n' +
  '  --kafka HOST:PORT  use this broker instead of the embedded log (YUANQU_KAFKA_BROKERS)\n' +
  '  --no-demo          do not load the demo district (YUANQU_DEMO=false)\n';

export interface StartOptions {
  readonly help: boolean;
  /** The environment with the options in it. */
  readonly env: Environment & { readonly YUANQU_DATA: string };
}

/** What the command line and the environment ask for. Throws a StartError on options that don't exist or lack a value. */
export function readStartOptions(args: readonly string[], env: Environment): StartOptions {
  const { kafka, port, help = false, 'no-demo': noDemo } = parse(args);
  return {
    help,
    env: {
      ...env,
      YUANQU_DATA: dataFolderOf(env),
      YUANQU_DEMO: noDemo ? 'false' : (env['YUANQU_DEMO'] ?? 'true'),
      ...(port !== undefined && { YUANQU_PORT: port }),
      ...(kafka !== undefined && { YUANQU_KAFKA_BROKERS: kafka }),
    },
  };
}

/** The data folder; npm runs scripts elsewhere than where it was called, and says so by INIT_CWD. */
export const dataFolderOf = (env: Environment): string =>
  resolve(env['INIT_CWD'] ?? '.', env['YUANQU_DATA']?.trim() || '.yuanqu');

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        kafka: { type: 'string' },
        port: { type: 'string' },
        'no-demo': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    for (const name of ['kafka', 'port'] as const) {
      if (values[name]?.trim() === '') throw new StartError(noValue(`--${name}`));
    }
    return values;
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(explain(error as NodeJS.ErrnoException), { cause: error });
  }
}

function explain({ code, message }: NodeJS.ErrnoException): string {
  const option = /'(?:-\w, )?(-[^\s']*)/.exec(message)?.[1] ?? /'([^']*)'/.exec(message)?.[1] ?? message;
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
    return `没有 ${option} 这个选项。 There is no option ${option}.\n\n${usage}`;
  return noValue(option);
}

function noValue(option: string): string {
  if (option === '--kafka')
    return '--kafka 之后须写出 broker 的地址。 --kafka wants the address of a broker: npm start -- --kafka 127.0.0.1:9092';
  if (option === '--port') return '--port 之后须写出端口。 --port wants a port: npm start -- --port 8081';
  return `${option} 不带值，请只写选项本身。 ${option} takes no value: write it alone.\n\n${usage}`;
}
