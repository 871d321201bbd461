import { hash } from 'node:crypto';
import { AppError, type Clock, Day } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { type CaseFile, type CommandCase, type OnCase, readCase, type Who } from '@yuanqu/service-kit';
import { checkDefinition } from '../../domain/policies/check-definition.ts';
import type { Policy, PolicyCommand, PolicyContent } from '../../domain/policies/policy.ts';
import { unknownPark } from '../describe-parks.ts';
import { policyKind } from './policy-kind.ts';

interface Ports {
  readonly command: CommandCase<Policy, PolicyCommand>;
  readonly clock: Clock;
  readonly db: Executor;
  readonly parkExists: (db: Executor, park: string) => Promise<boolean>;
}

/**
 * Drafts, revises, publishes and discards versions. Errors: those of the decider, `policy.contradicts`, `day.malformed`,
 * `intake.unknown-park`.
 */
export const makeCommandPolicy = ({ command, clock, db, parkExists }: Ports) => ({
  draft: async (content: PolicyContent, who: Who): Promise<CaseFile<Policy>> => {
    if (!(await parkExists(db, content.park))) throw unknownPark(content.park);
    return command(idOf(content), { kind: 'draft', content: checked(content), by: who.by }, who);
  },
  revise: ({ id, expected, who }: OnCase, content: Omit<PolicyContent, 'park' | 'version'>) =>
    command(id, { kind: 'revise', content: checked(content), by: who.by }, who, { expected }),
  publish: async ({ id, expected, who }: OnCase): Promise<CaseFile<Policy>> => {
    const { state } = (await readCase<Policy>(db, policyKind.name)(id)) ?? {};
    if (state && !(await parkExists(db, state.park))) throw unknownPark(state.park);
    return command(id, { kind: 'publish', by: who.by, today: Day.of(clock()) }, who, { expected });
  },
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
