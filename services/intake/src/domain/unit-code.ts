import { AppError } from '@yuanqu/domain';

// Letters and digits of any script and what people put between them. The first character is never one by which a
// spreadsheet takes a cell for a formula.
const wellFormed = /^[\p{L}\p{N}#(（][\p{L}\p{M}\p{N}\-_./#()（） +~&、·]*$/u;

/** Refuses a new unit's code that is no code people would write. Code: `intake.bad-unit-code`. */
export const refuseUnitCode = (code: string): AppError | undefined =>
  wellFormed.test(code)
    ? undefined
    : new AppError(
        'intake.bad-unit-code',
        'invalid',
        `房号“${code}”须以字母、数字、# 或括号开头，其后还可用 - _ . / + ~ & 、 · 和空格。 ` +
          `Unit code "${code}" has to begin with a letter, a digit, # or a bracket; after it - _ . / + ~ & 、 · and spaces may come too.`,
      );
