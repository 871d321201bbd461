import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PartAnswer, PartName, PartProvider, RunningPart } from './part.ts';

/** Starts each part at most once, on first asking; stops them all at the end. */
export interface PartShelf {
  readonly get: (name: PartName) => Promise<PartAnswer>;
  readonly stopAll: () => Promise<void>;
}

export interface PartShelfOptions {
  readonly directory: string;
  readonly providers: Readonly<Record<PartName, readonly PartProvider[]>>;
  readonly dockerAnswers: () => Promise<boolean>;
}

/** A shelf whose parts keep their data under `directory`. Docker is asked for once, when first needed. */
export function makePartShelf(options: PartShelfOptions): PartShelf {
  const answers = new Map<PartName, Promise<PartAnswer>>();
  const running: RunningPart[] = [];
  const stopping = new AbortController();
  let docker: Promise<boolean> | undefined;

  const start = async (name: PartName): Promise<PartAnswer> => {
    const reasons: string[] = [];
    for (const provider of options.providers[name]) {
      if (stopping.signal.aborted) break;
      if (provider.needsDocker && !(await (docker ??= options.dockerAnswers()))) {
        reasons.push(`${provider.name}: no Docker engine answers`);
        continue;
      }
      const directory = join(options.directory, name);
      try {
        await mkdir(directory);
        await chmod(directory, 0o711); // PostgreSQL's user must get through
        stopping.signal.throwIfAborted();
        const part = await provider.start(directory, stopping.signal);
        running.push(part);
        return { status: 'ready', address: part.address, provider: provider.name };
      } catch (error) {
        reasons.push(`${provider.name}: ${error instanceof Error ? error.message : String(error)}`);
        await rm(directory, { recursive: true, force: true });
      }
    }
    const remedy = options.providers[name].map(({ remedy }) => remedy).join(', or ');
    return { status: 'absent', reason: reasons.join('\n'), remedy };
  };

  return {
    get: (name) => {
      const answer = answers.get(name) ?? start(name);
      answers.set(name, answer);
      return answer;
    },
    stopAll: async () => {
      stopping.abort(); // a part that is still starting, or being downloaded, isn't waited for
      await Promise.allSettled(answers.values());
      await Promise.allSettled(running.map((part) => part.stop()));
    },
  };
}
