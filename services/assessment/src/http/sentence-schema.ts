import { Type } from 'typebox';

/** A sentence in both languages. */
export const SentenceSchema = Type.Object({ zh: Type.String(), en: Type.String() });
