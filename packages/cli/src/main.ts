import { resolve } from 'node:path';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { checkAssessment } from './commands/check-assessment.ts';
import { check } from './commands/check.ts';
import { demo } from './commands/demo.ts';
import { importTable } from './commands/import-table.ts';
import { reset } from './commands/reset.ts';
import { simulate } from './commands/simulate.ts';
import { stream } from './commands/stream.ts';
import { reasonOf } from './connection/reason-of.ts';
import { Refused } from './connection/session.ts';

const here = process.env['INIT_CWD'] ?? process.cwd();

const program = new Command('yuanqu')
  .description('园区命令行 The command line of Yuanqu')
  .showHelpAfterError()
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

const access = (command: Command): Command =>
  command
    .addOption(
      new Option('--url <origin>', 'where Yuanqu is').env('YUANQU_URL').default('http://127.0.0.1:8080'),
    )
    .addOption(
      new Option('--client <id>', "the operator's client id; operator-PARK when --park is given").env(
        'YUANQU_CLIENT_ID',
      ),
    )
    .addOption(
      new Option('--secret <secret>', "the client's secret (better by environment)").env(
        'YUANQU_CLIENT_SECRET',
      ),
    );

access(program.command('stream'))
  .description(
    '发送入驻更新 Send occupancy updates from a file or standard input; exit code 1 when lines were rejected',
  )
  .argument('<file>', 'NDJSON or CSV, UTF-8 or GB18030, Chinese or English headers; - for standard input')
  .option('--park <code>', 'fills in the park where the input has none')
  .addOption(new Option('--format <format>', 'recognised unless told').choices(['ndjson', 'csv']))
  .option('--encoding <name>', 'recognised unless told: utf-8, gb18030 or utf-16')
  .option('--rejects <path>', 'where rejected lines go; FILE.rejected.csv unless told')
  .action(async (file: string, options: Record<string, string>) => {
    const path = file === '-' ? file : resolve(here, file);
    await finish(() => stream({ ...credentials(options), ...options, file: path }));
  });

access(program.command('simulate'))
  .description('模拟运营机构 Play a plausible operator, for demos')
  .requiredOption('--park <code>', 'the park, such as software')
  .option('--rate <n>', 'updates per second', positive, 50)
  .option('--seconds <n>', 'stop after so many seconds', positive)
  .option('--seed <n>', 'the same seed walks the same way', Number, 1)
  .action(
    async (
      options: Record<string, string> & { park: string; rate: number; seed: number; seconds?: number },
    ) => {
      await finish(() => simulate({ ...credentials(options), ...options }));
    },
  );

const person = (command: Command, username?: string): Command =>
  command
    .addOption(
      new Option('--url <origin>', 'where Yuanqu is').env('YUANQU_URL').default('http://127.0.0.1:8080'),
    )
    .addOption(new Option('--user <name>', 'who logs in').env('YUANQU_USER').default(username))
    .addOption(
      new Option('--password <password>', 'the password (better by environment)').env('YUANQU_PASSWORD'),
    );

person(program.command('import'), 'park-operator-software')
  .description('导入登记数据 Enter units, enterprises, figures … from a CSV or XLSX table')
  .argument('<kind>', 'what the table holds, such as units or figures; a wrong one names all that there are')
  .argument('<file>', 'CSV (UTF-8 or GB18030) or XLSX, as the templates')
  .option('--dry-run', 'judge only, enter nothing', false)
  .option('--errors <path>', 'where the table with errors goes; FILE.errors.csv unless told')
  .action(async (kind: string, file: string, options: Record<string, string> & { dryRun: boolean }) => {
    await finish(() => importTable({ ...login(options), ...options, kind, file: resolve(here, file) }));
  });

person(program.command('check'))
  .description(
    '检查 Whether services are ready, consumers behind, events parked; with `assessment`, whether a closed month comes out the same when it is reckoned again; exit code 1 if not',
  )
  .addArgument(new Argument('[what]', 'the services unless told').choices(['assessment']))
  .option('--month <month>', 'which month, such as 2026-11, for assessment', month)
  .option('--month-version <n>', 'a frozen version of it; the newest unless told', positive)
  .option('--new-epoch', 'say that the database of --database was restored from a copy of its files', false)
  .addOption(new Option('--database <url>', 'postgres://…, for --new-epoch').env('YUANQU_DATABASE_URL'))
  .action(async (what: 'assessment' | undefined, options: CheckOptions) => {
    if (what) return checkMonth(options);
    if (!options.newEpoch) return finish(() => check(loginOr('administrator', options)));
    const { database } = options;
    if (!database) fail('which database was restored? Give --database postgres://…');
    // Loaded when asked for: it brings the database's driver.
    const { newEpoch } = await import('./commands/new-epoch.ts');
    return finish(() => newEpoch(database));
  });

program
  .command('demo')
  .description(
    '演示 Play the months up to today in minutes: applications, a clear-out, league tables, operators',
  )
  .option('--months <n>', 'how many, 1 to 12', '3')
  .addOption(new Option('--data <folder>', 'an empty folder').env('YUANQU_DATA').default('.yuanqu'))
  .addOption(new Option('--port <n>', 'listen on this port').env('YUANQU_PORT'))
  .option('--exit', 'stop when it is over, instead of staying up', false)
  .action(async ({ data, ...options }: { data: string; months: string; port?: string; exit: boolean }) => {
    await finish(() => demo({ ...options, data: resolve(here, data) }));
  });

program
  .command('reset')
  .description('清空本地数据 Delete the local data, after asking')
  .addOption(new Option('--data <folder>', 'the folder').env('YUANQU_DATA').default('.yuanqu'))
  .option('--yes', 'do not ask', false)
  .action(async ({ data, yes }: { data: string; yes: boolean }) => {
    await finish(() => reset({ folder: resolve(here, data), yes }));
  });

await program.parseAsync();

interface CheckOptions {
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
  readonly newEpoch: boolean;
  readonly database?: string;
  readonly month?: string;
  readonly monthVersion?: number;
}

function checkMonth(options: CheckOptions): Promise<void> {
  const { month: wanted, monthVersion } = options;
  if (!wanted) fail('which month? Give --month, such as --month 2026-11');
  const version = monthVersion === undefined ? {} : { version: monthVersion };
  const as = loginOr('assessor', options);
  return finish(() => checkAssessment({ ...as, ...version, month: wanted }));
}

/** Who may look differs by what is checked. */
function loginOr(fallback: string, options: CheckOptions): ReturnType<typeof login> {
  const { url, user = fallback, password } = options;
  return login({ url, user, ...(password !== undefined && { password }) });
}

function credentials(options: Record<string, string>): {
  url: string;
  clientId: string;
  clientSecret: string;
} {
  const url = options['url'] ?? '';
  if (!URL.canParse(url)) fail(`${url} is not an address such as http://127.0.0.1:8080`);
  const clientId = options['client'] ?? (options['park'] && `operator-${options['park']}`);
  const clientSecret = options['secret'] ?? (isOnLoopback(url) ? 'yuanqu-demo' : undefined);
  if (!clientId) fail('whose updates are these? Give --client (or YUANQU_CLIENT_ID), or --park in the demo');
  if (!clientSecret) fail('give the secret in YUANQU_CLIENT_SECRET');
  return { url, clientId, clientSecret };
}

function login({ url = '', user = '', password }: Record<string, string>): {
  url: string;
  username: string;
  password: string;
} {
  if (!URL.canParse(url)) fail(`${url} is not an address such as http://127.0.0.1:8080`);
  const known = password ?? (isOnLoopback(url) ? 'yuanqu-demo' : undefined);
  if (!known) fail('give the password in YUANQU_PASSWORD');
  return { url, username: user, password: known };
}

// The demo's fixed secret exists on loopback only.
function isOnLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

function month(text: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text))
    throw new InvalidArgumentError('a month such as 2026-11, please');
  return text;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('a number above 0, please');
  return value;
}

async function finish(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    process.stderr.write(`\n失败 Failed: ${reasonOf(error)}\n`);
    process.exitCode = error instanceof Refused ? 4 : 3;
  }
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
