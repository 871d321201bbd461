import { request } from 'node:http';
import type { PartAnswer, PartName } from './part.ts';
import { keeperVariable } from './start-keeper.ts';

/**
 * Asks the keeper of this test run for a part, which starts it if nobody has asked before. Throws outside of a run that
 * has a keeper: name the file `*.int.test.ts`.
 */
export async function askForPart(name: PartName): Promise<PartAnswer> {
  const socketPath = process.env[keeperVariable];
  if (!socketPath) {
    throw new Error(
      `${name} is only there for integration tests: name the file *.int.test.ts and run it with --project int`,
    );
  }
  return JSON.parse(await get(socketPath, `/${name}`)) as PartAnswer;
}

/** The part's address; throws with the reason and the remedy when it can't be had. */
export async function addressOfPart(name: PartName): Promise<string> {
  const answer = await askForPart(name);
  if (answer.status === 'absent')
    throw new Error(`no ${name}: ${answer.reason}\nTo get it: ${answer.remedy}`);
  return answer.address;
}

const get = (socketPath: string, path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const call = request({ socketPath, path, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.once('end', () => resolve(body));
      response.once('error', reject);
    });
    call.once('error', (cause) => reject(new Error('the keeper of test servers is gone', { cause })));
    call.end();
  });
