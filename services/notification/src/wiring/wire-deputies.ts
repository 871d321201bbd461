import type { Chassis } from '@yuanqu/service-kit';
import { makeAbsenceStore } from '../adapters/deputies/absence-store.ts';
import { absenceRoutes } from '../http/deputies/absence-routes.ts';
import { makeAddAbsence, makeEndAbsence } from '../usecases/deputies/change-absences.ts';

/** Who is away, and who is told in their stead. */
export function wireDeputies({ pool, transaction, audit, clock }: Chassis) {
  const absences = makeAbsenceStore(pool);
  const changing = { transaction, absences, audit: audit.record, clock };
  return {
    routes: [
      absenceRoutes({
        listAbsences: absences.list,
        listCandidates: absences.candidates,
        addAbsence: makeAddAbsence(changing),
        endAbsence: makeEndAbsence(changing),
        clock,
      }),
    ],
  };
}
