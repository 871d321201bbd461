import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BreakingChange, breakingChanges } from '../src/contract/compatibility.ts';
import type { JsonSchema } from '../src/contract/json-schema.ts';
import { asyncApiFile } from './contract-files.ts';

/** How the committed contracts stand to the present ones. */
export interface Comparison {
  readonly breaks: readonly BreakingChange[];
  /** Names of files that are missing or say something else than they should. */
  readonly outdated: readonly string[];
}

/** Compares the files in the folder with those that should be there. Throws when one of them is not JSON. */
export async function compareContracts(
  folder: string,
  present: ReadonlyMap<string, string>,
): Promise<Comparison> {
  const committed = await readContracts(folder);
  const contracts = [...committed].filter(([name]) => name !== asyncApiFile);
  return {
    breaks: contracts.flatMap(([name, text]) => {
      const now = present.get(name);
      return breakingChanges(
        name.replace(/\.json$/, ''),
        parse(name, text),
        now === undefined ? undefined : parse(name, now),
      );
    }),
    outdated: [...present].filter(([name, text]) => committed.get(name) !== text).map(([name]) => name),
  };
}

async function readContracts(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = names.filter((name) => name.endsWith('.json')).sort();
  return new Map(
    await Promise.all(files.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
}

function parse(name: string, text: string): JsonSchema {
  try {
    return JSON.parse(text) as JsonSchema;
  } catch (cause) {
    throw new Error(`contracts/${name} is not JSON: take it from the last commit`, { cause });
  }
}
