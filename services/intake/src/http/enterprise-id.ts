import { AppError, Uscc } from '@yuanqu/domain';

/** An enterprise's id as it is kept: a credit code in any case or width, an internal id as it is. */
export function enterpriseId(text: string): string {
  const uscc = Uscc.parse(text);
  return uscc instanceof AppError ? text.normalize('NFKC').trim().toUpperCase() : uscc;
}
