import { AppError } from '@yuanqu/domain';
import { isBodyId } from '../enterprise-kind.ts';
import { isWithin, type KnownEnterprise } from '../enterprise-facts.ts';

export interface MergeRequest {
  readonly id: string;
  readonly into: string;
  readonly merged: KnownEnterprise | undefined;
  readonly survivor: KnownEnterprise | undefined;
  /** Those that were merged into the one that is to go. */
  readonly mergedFrom: readonly string[];
  readonly scope: '*' | readonly string[];
}

/** The two of a merger that may go ahead. */
export interface MergingPair {
  readonly merged: KnownEnterprise;
  readonly survivor: KnownEnterprise;
}

/**
 * Whether two enterprises may be made one, the second of which stays. Codes: `intake.unknown-enterprise`,
 * `enterprise-merge.same`, `.merged-already`, `.has-merged`, `.loses-code`, `.loses-facts`.
 */
export function judgeMerge(request: MergeRequest): MergingPair | AppError {
  const { id, into, merged, survivor, mergedFrom, scope } = request;
  if (id === into) return same;
  if (!merged || !isWithin(merged, scope)) return unknownToMerge(id);
  if (!survivor || !isWithin(survivor, scope)) return unknownToMerge(into);
  const gone = [merged, survivor].find(({ mergedInto }) => mergedInto !== undefined);
  if (gone) return mergedAlready(gone);
  if (mergedFrom.length > 0) return hasMerged(id, mergedFrom);
  if (isBodyId(into) && !isBodyId(id)) return losesCode;
  return survivor.provisional && !merged.provisional ? losesFacts(into) : { merged, survivor };
}

const same = new AppError(
  'enterprise-merge.same',
  'invalid',
  '不能归并到自身。 An enterprise is not merged into itself.',
);
export const unknownToMerge = (id: string): AppError =>
  new AppError(
    'intake.unknown-enterprise',
    'not-found',
    `没有企业 ${id}。 No enterprise "${id}" is known in your parks; GET /enterprises lists them.`,
  );
const mergedAlready = ({ id, mergedInto }: KnownEnterprise): AppError =>
  new AppError(
    'enterprise-merge.merged-already',
    'conflict',
    `${id} 已归并至 ${mergedInto}。 ${id} was merged into ${mergedInto} already: name that one, or undo that merger.`,
    { mergedInto },
  );
const hasMerged = (id: string, mergedFrom: readonly string[]): AppError =>
  new AppError(
    'enterprise-merge.has-merged',
    'conflict',
    `${mergedFrom.join('、')} 已归并至 ${id}，请先撤销，再分别归并。 ${mergedFrom.join(', ')} went into ${id}: undo that first, then merge each.`,
    { mergedFrom },
  );
const losesCode = new AppError(
  'enterprise-merge.loses-code',
  'conflict',
  '有统一社会信用代码的企业不能归并到无代码单位，请反向归并。 A body without a credit code cannot take one that has a code; merge the other way round.',
);
const losesFacts = (into: string): AppError =>
  new AppError(
    'enterprise-merge.loses-facts',
    'conflict',
    `${into} 尚未完善，请先登记或反向归并。 ${into} is provisional: register it first, or merge the other way round.`,
  );
