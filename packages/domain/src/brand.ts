declare const brand: unique symbol;

/** A primitive that only its own parser hands out: a `Brand<string, 'Uscc'>` is a string, but no string is one. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
