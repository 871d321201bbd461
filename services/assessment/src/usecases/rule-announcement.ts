import type { Month } from '@yuanqu/domain';

interface KnownRule {
  readonly version: string;
  readonly effectiveFrom: Month;
}

/** What the announcement of every kind of rule says; `known` are those announced before, newest first. */
export function announcementOf(
  { version, effectiveFrom, createdBy }: KnownRule & { readonly createdBy: string },
  known: readonly KnownRule[],
) {
  const before = known.find((rule) => rule.effectiveFrom === effectiveFrom);
  return {
    version,
    effectiveFrom,
    announcedBy: createdBy,
    ...(before && { supersedes: before.version }),
  };
}
