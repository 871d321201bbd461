import { Day, Month } from '@yuanqu/domain';
import type { Stage } from '../stage.ts';

/** Goes on in the morning after a month's table was published: operators have been judged by it overnight. */
export async function* untilJudged({ as, today }: Stage, month: Month): AsyncGenerator<Day, void, undefined> {
  yield Day.plus(Day.of(Month.endMs(month)), 4);
  while (!(await isPublished(as, month))) yield Day.plus(today(), 1);
  yield Day.plus(today(), 1);
}

async function isPublished(as: Stage['as'], month: Month): Promise<boolean> {
  const { body } = await (await as('assessor')).get('assessment/v1/league-tables');
  return (body['items'] as readonly { month: string; publishedAt?: string }[]).some(
    (table) => table.month === month && table.publishedAt !== undefined,
  );
}
