import { AppError } from '@yuanqu/domain';

/**
 * Whether a password may be chosen: 10 to 128 characters of at least three kinds (GB/T 22239-2019 8.1.4.1 asks for
 * complexity), or any 16; without the user name in it, not one character over and over.
 * Error: `password.weak`, saying what is missing.
 */
export function checkPassword(password: string, username: string): AppError | undefined {
  const weakness = rules.find(({ broken }) => broken(password, username))?.detail;
  if (weakness === undefined) return undefined;
  return new AppError('password.weak', 'invalid', `The new password ${weakness}.`, {
    errors: [{ pointer: '/newPassword', code: 'weak', detail: weakness }],
  });
}

/** In code points, so that 𠮷 counts once. */
const lengthOf = (text: string): number => Array.from(text).length;

const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u];
const kindsIn = (text: string): number => kinds.filter((kind) => kind.test(text)).length;

const rules: readonly {
  readonly broken: (password: string, username: string) => boolean;
  readonly detail: string;
}[] = [
  { broken: (password) => lengthOf(password) < 10, detail: 'is shorter than 10 characters' },
  { broken: (password) => lengthOf(password) > 128, detail: 'is longer than 128 characters' },
  {
    broken: (password) => lengthOf(password) < 16 && kindsIn(password) < 3,
    detail:
      'needs three of: capitals, small letters, digits, other characters; from 16 characters on any will do',
  },
  {
    broken: (password, username) => username.length > 3 && password.toLowerCase().includes(username),
    detail: 'contains the user name',
  },
  { broken: (password) => new Set(password).size < 5, detail: 'has fewer than five different characters' },
];
