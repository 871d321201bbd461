/** A fault with a few of its cases; none when there are no cases. */
export const some = (what: string, cases: readonly string[]): readonly string[] =>
  cases.length > 0 ? [`${cases.length} ${what}, such as ${cases.slice(0, 3).join('; ')}`] : [];
