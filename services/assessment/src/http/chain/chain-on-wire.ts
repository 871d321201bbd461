import { grantFor, coversPark, type Principal } from '@yuanqu/service-kit';
import type { Static } from 'typebox';
import type { CoveredSegment } from '../../domain/chain/cover-chain.ts';
import type { FilledChain } from '../../usecases/chain/read-chain.ts';
import type { ChainSchema } from './chain-schemas.ts';

type ChainOnWire = Static<typeof ChainSchema>;

/** A chain as the caller may see it: who covers a segment is for those who may read the park's enterprises. */
export function chainOnWire(
  { map, revision, changedAt, observed }: FilledChain,
  caller: Principal | undefined,
): ChainOnWire {
  const withEnterprises = readsEnterprises(caller, map.park.code);
  const { name, uscc, sizeClass, observed: isThere, ...lead } = map.lead;
  return {
    park: map.park,
    revision,
    changedAt: changedAt.toISOString(),
    source: map.source,
    coverage: { ...map.coverage, observed },
    nodes: map.segments.map((covered) => nodeOf(covered, withEnterprises)),
    edges: map.links.map((link) => Object.assign({}, link)),
    lead: {
      ...lead,
      segments: [...lead.segments],
      ...(name !== undefined && { name }),
      ...(uscc !== undefined && { uscc }),
      ...(sizeClass !== undefined && { sizeClass }),
      ...(isThere !== undefined && { observed: isThere }),
    },
    toAttract: map.toAttract.map(({ parts, ...target }) => Object.assign(target, { parts: [...parts] })),
  };
}

/** Whether the caller may know who covers a segment. */
export function readsEnterprises(caller: Principal | undefined, park: string): boolean {
  const grant = caller && grantFor(caller, 'enterprises', 'read');
  return grant !== undefined && grant.scope !== 'own' && coversPark(grant, park);
}

function nodeOf(
  { segment, leading, coverers, absent, gap }: CoveredSegment,
  withEnterprises: boolean,
): ChainOnWire['nodes'][number] {
  return {
    ...segment,
    leading,
    firms: coverers.length,
    ...(gap !== undefined && { gap }),
    ...(withEnterprises && {
      enterprises: coverers.map(enterpriseOf),
      absent: absent.map(({ uscc, name }) => (uscc === undefined ? { name } : { uscc, name })),
    }),
  };
}

const enterpriseOf = ({
  uscc,
  name,
  how,
  reason,
  industry,
  sizeClass,
  units,
  areaHundredths,
  leavesOn,
}: CoveredSegment['coverers'][number]) => ({
  how,
  units,
  areaM2: Number(areaHundredths) / 100,
  ...(uscc !== undefined && { uscc }),
  ...(name !== undefined && { name }),
  ...(reason !== undefined && { reason }),
  ...(industry !== undefined && { industry }),
  ...(sizeClass !== undefined && { sizeClass }),
  ...(leavesOn !== undefined && { leavesOn }),
});
