import { noDeadlines, noFigures, noIncidents, noLand } from '../../domain/evidence/park-evidence.ts';
import type { ReadEvidence } from '../../usecases/evidence/evidence-ports.ts';
import { readChainCoverage } from './chain-query.ts';
import { readDeadlines } from './deadline-query.ts';
import { readFigureSums } from './figures-query.ts';
import { readIncidents } from './incident-query.ts';
import { readLand } from './land-query.ts';

/** A statement or two for each kind of evidence, whatever the number of parks. */
export const readEvidence: ReadEvidence = async (db, wanted) => {
  const figures = await readFigureSums(db, wanted);
  const deadlines = await readDeadlines(db, wanted);
  const land = await readLand(db);
  const incidents = await readIncidents(db, wanted.month);
  const chains = await readChainCoverage(db, wanted.cutoffMs);
  const { rows } = await db.query<{ code: string }>('SELECT code FROM park');
  return new Map(
    rows.map(({ code }) => {
      const [due, happened, chain] = [deadlines.get(code), incidents.get(code), chains.get(code)];
      const evidence = {
        ...(figures.get(code) ?? noFigures),
        ...(land.get(code) ?? noLand),
        service: due?.service ?? noDeadlines,
        policy: due?.policy ?? noDeadlines,
        tasks: due?.task ?? noDeadlines,
        safety: happened?.safety ?? noIncidents,
        integrity: happened?.integrity ?? noIncidents,
        ...(chain && { chain }),
      };
      return [code, evidence];
    }),
  );
};
