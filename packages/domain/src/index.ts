export * from './app-error.ts';
export * from './clock.ts';
export * from './decider.ts';
export * from './ids.ts';
