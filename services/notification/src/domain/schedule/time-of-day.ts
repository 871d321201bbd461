import type { Brand } from '@yuanqu/domain';

/** Minutes since midnight in Shanghai. */
export type TimeOfDay = Brand<number, 'TimeOfDay'>;

/** Reads `08:30`; the shape was checked at the door. */
export function timeOfDay(text: string): TimeOfDay {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return (hours * 60 + minutes) as TimeOfDay;
}

/** `08:30` again. */
export const writeTimeOfDay = (time: TimeOfDay): string =>
  `${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`;

export const timePattern = '^([01]\\d|2[0-3]):[0-5]\\d$';
