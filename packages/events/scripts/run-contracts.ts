import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { explainBreak } from '../src/contract/compatibility.ts';
import { compareContracts } from './compare-contracts.ts';
import { asyncApiFile } from './contract-files.ts';
import { validateAsyncApi } from './validate-async-api.ts';

export interface ContractsRun {
  readonly folder: string;
  readonly mode: 'write' | 'check';
  /** What the folder should hold. */
  readonly files: ReadonlyMap<string, string>;
}

export interface ContractsReport {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/** Brings the folder of contracts up to date, or only checks that it is. A breaking change is never written. */
export async function runContracts({ folder, mode, files }: ContractsRun): Promise<ContractsReport> {
  const problems = await validateAsyncApi(files.get(asyncApiFile) ?? '');
  if (problems.length > 0) return failed('The AsyncAPI document is not valid:', problems);

  const { breaks, outdated } = await compareContracts(folder, files);
  if (breaks.length > 0)
    return failed('Contracts are broken; nothing was written:', breaks.map(explainBreak));
  if (outdated.length === 0)
    return { ok: true, lines: [`${files.size - 1} contracts and AsyncAPI are up to date.`] };
  if (mode === 'check')
    return failed('Contracts have grown: run `npm run contracts` and commit these files:', outdated);

  await mkdir(folder, { recursive: true });
  await Promise.all(outdated.map((name) => writeFile(join(folder, name), files.get(name) ?? '')));
  return { ok: true, lines: ['Written; commit these files:', ...outdated.map(indented)] };
}

const failed = (heading: string, details: readonly string[]): ContractsReport => ({
  ok: false,
  lines: [heading, ...details.map(indented)],
});

const indented = (line: string): string => `  ${line}`;
