/** The process environment, or what stands for it in tests and in the all-in-one process. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface FaultySetting {
  readonly name: string;
  readonly problem: string;
  readonly wanted: string;
}

/** A start that cannot go on: every faulty variable, what is wrong with it, what to set. Holds no secret value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly faults: readonly FaultySetting[];

  constructor(faults: readonly FaultySetting[]) {
    const lines = faults.map(({ name, problem, wanted }) => `  ${name} ${problem}; set it to: ${wanted}`);
    super(`the settings are wrong:\n${lines.join('\n')}`);
    this.faults = faults;
  }
}
