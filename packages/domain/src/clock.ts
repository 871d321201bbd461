/** Where time comes from; code that decides gets instants handed in and never asks a clock itself. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
