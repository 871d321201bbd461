import { hash } from 'node:crypto';
import { AppError, type Clock, Day } from '@yuanqu/domain';
import type { CaseFile, CommandCase, OnCase, Who } from '@yuanqu/service-kit';
import { checkDefinition } from '../../domain/policies/check-definition.ts';
import type { Policy, PolicyCommand, PolicyContent } from '../../domain/policies/policy.ts';

interface Ports {
  readonly command: CommandCase<Policy, PolicyCommand>;
  readonly clock: Clock;
}

/** Drafts, revises, publishes and discards versions. Errors: those of the decider, `policy.contradicts`, `day.malformed`. */
export const makeCommandPolicy = ({ command, clock }: Ports) => ({
  draft: (content: PolicyContent, who: Who): Promise<CaseFile<Policy>> =>
    command(idOf(content), { kind: 'draft', content: checked(content), by: who.by }, who),
  revise: ({ id, expected, who }: OnCase, content: Omit<PolicyContent, 'park' | 'version'>) =>
    command(id, { kind: 'revise', content: checked(content), by: who.by }, who, { expected }),
  publish: ({ id, expected, who }: OnCase) =>
    command(id, { kind: 'publish', by: who.by, today: Day.of(clock()) }, who, { expected }),
  discard: ({ id, expected, who }: OnCase, reason: string) =>
    command(id, { kind: 'discard', reason }, who, { expected }),
});

export type CommandPolicy = ReturnType<typeof makeCommandPolicy>;

/** The id follows from park and version (UUIDv8, RFC 9562 §5.8): there cannot be two of a kind. */
function idOf({ park, version }: PolicyContent): string {
  const digits = hash('sha256', `policy\n${park}\n${version}`, 'hex');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}

function checked<Content extends Pick<PolicyContent, 'definition' | 'effectiveFrom'>>(
  content: Content,
): Content {
  const day = Day.parse(content.effectiveFrom);
  if (day instanceof AppError) throw day;
  const definition = checkDefinition(content.definition);
  if (definition instanceof AppError) throw definition;
  return { ...content, definition };
}
