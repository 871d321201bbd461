import { AppError } from '@yuanqu/domain';
import { isWithin, type KnownEnterprise } from '../enterprise-facts.ts';
import { unknownToMerge } from './merge-enterprises.ts';

/** Somebody's word that two enterprises that look like one are two. The lesser id comes first. */
export interface Dismissal {
  readonly id: string;
  readonly one: string;
  readonly other: string;
  readonly reason: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly undone: { readonly by: string; readonly at: Date; readonly reason: string } | undefined;
}

/** The two in the order in which they are kept. */
export const inOrder = (a: string, b: string): readonly [string, string] => (a < b ? [a, b] : [b, a]);

/**
 * Whether a pair may be called two. Codes: `enterprise-duplicate.same`, `.merged`, `.dismissed-already`,
 * `intake.unknown-enterprise`.
 */
export function refuseDismissal(
  ids: readonly [string, string],
  known: ReadonlyMap<string, KnownEnterprise>,
  scope: '*' | readonly string[],
  inForce: Dismissal | undefined,
): AppError | undefined {
  const [one, other] = ids;
  if (one === other) return same;
  for (const id of ids) {
    const enterprise = known.get(id);
    if (!enterprise || !isWithin(enterprise, scope)) return unknownToMerge(id);
    if (enterprise.mergedInto !== undefined) return merged(id, enterprise.mergedInto);
  }
  return inForce && dismissedAlready(inForce);
}

const same = new AppError(
  'enterprise-duplicate.same',
  'invalid',
  '须为两个不同的企业。 Name two enterprises: these are the same id.',
);
const merged = (id: string, into: string): AppError =>
  new AppError(
    'enterprise-duplicate.merged',
    'conflict',
    `${id} 已归并至 ${into}，请先撤销归并。 ${id} was merged into ${into}: undo that merger first.`,
    { mergedInto: into },
  );
const dismissedAlready = ({ id }: Dismissal): AppError =>
  new AppError(
    'enterprise-duplicate.dismissed-already',
    'conflict',
    `已认定为两家企业（${id}）。 That they are two has been decided already, as ${id}.`,
    { dismissal: id },
  );
export const unknownDismissal = new AppError(
  'enterprise-duplicate.unknown-dismissal',
  'not-found',
  '没有该认定。 There is no such decision in your parks; GET /enterprise-duplicates/dismissals lists them.',
);
export const reversedAlready = new AppError(
  'enterprise-duplicate.reversed-already',
  'conflict',
  '该认定已撤销。 This decision has been reversed already.',
);
