/** The places where a kill is most likely to lose or double something; tests and the chaos run kill the process there. */
export type CrashPointName =
  | 'after-commit-before-publish'
  | 'after-publish-before-cursor'
  | 'between-effect-and-commit'
  | 'after-consumer-commit'
  | 'after-commit-before-answer';

/** Called at each named place; absent in production. */
export type CrashPoint = (name: CrashPointName) => void | Promise<void>;
