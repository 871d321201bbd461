import { Type } from 'typebox';

export const Points = Type.Number({ description: 'Points of 100, two decimals' });
const Deadlines = Type.Object({ due: Type.Integer(), inTime: Type.Integer() });
const Incidents = Type.Object({ events: Type.Integer(), points: Points });
const Fen = Type.Optional(Type.String({ description: 'Fen; absent when nobody reported it' }));

/** What a park's month is judged by beside its units. */
export const EvidenceSchema = Type.Object(
  {
    outputFen: Fen,
    taxFen: Fen,
    outputFirms: Type.Integer(),
    taxFirms: Type.Integer(),
    tenants: Type.Integer({ description: 'Firms that were tenants at the end' }),
    reporting: Type.Integer({ description: 'Those of them with figures of the month' }),
    buildings: Type.Integer(),
    surveyed: Type.Integer({ description: 'Buildings whose land area is known' }),
    landM2: Type.Number(),
    service: Deadlines,
    policy: Deadlines,
    tasks: Deadlines,
    safety: Incidents,
    integrity: Incidents,
    chain: Type.Optional(Type.Object({ covered: Type.Integer(), segments: Type.Integer() })),
    leadFirms: Type.Integer(),
    sizedTenants: Type.Integer(),
  },
  { description: 'What the month is judged by beside its units, where the rule asks for it' },
);
