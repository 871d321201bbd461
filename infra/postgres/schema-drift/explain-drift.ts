import type { Drift } from './find-drift.ts';

/** What people read of a service's drift, and what to do about it; no lines when it is in step. */
export function explainDrift(service: string, { missingSql, historyProblem }: Drift): readonly string[] {
  return [
    ...(missingSql === undefined ? [] : explainMissing(service, missingSql)),
    ...(historyProblem === undefined
      ? []
      : [`Prisma reads _prisma_migrations otherwise than the start wrote it: ${historyProblem}.`]),
  ];
}

const explainMissing = (service: string, sql: string): readonly string[] => [
  `services/${service}/prisma/migrations do not make what schema.prisma says. Put this into a new migration, or change schema.prisma:`,
  ...sql.split('\n').map((line) => `  ${line}`.trimEnd()),
];
