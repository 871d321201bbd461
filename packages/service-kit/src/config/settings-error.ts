import { StartError } from './start-error.ts';

/** The process environment, or what stands for it in tests and in the all-in-one process. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface FaultySetting {
  readonly name: string;
  /** What is wrong and what to set, as the rest of a sentence that begins with the name. */
  readonly zh: string;
  readonly problem: string;
  readonly wanted: string;
}

/** Every faulty variable, what is wrong with it, what to set. Holds no secret value. */
export class SettingsError extends StartError {
  override readonly name = 'SettingsError';
  readonly faults: readonly FaultySetting[];

  constructor(faults: readonly FaultySetting[]) {
    const lines = faults.map(
      ({ name, zh, problem, wanted }) => `  ${name} ${zh}\n  ${name} ${problem}; set it to: ${wanted}`,
    );
    super(`设置有误 The settings are wrong:\n${lines.join('\n')}`);
    this.faults = faults;
  }
}
