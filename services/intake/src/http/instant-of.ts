import { AppError, parseInstant } from '@yuanqu/domain';

/** An instant of a validated body. Throws `instant.malformed` for days that don't exist. */
export function instantOf(text: string): Date {
  const instantMs = parseInstant(text);
  if (instantMs instanceof AppError) throw instantMs;
  return new Date(instantMs);
}
