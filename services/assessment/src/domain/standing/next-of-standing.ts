import { Day, type Sentence } from '@yuanqu/domain';
import type { DeadlineKind, Standing } from './standing.ts';

/** What is to be done by when, and until when to appeal; empty when nothing is. */
export function nextOfStanding({
  deadline,
  appealUntil,
}: Pick<Standing, 'deadline' | 'appealUntil'>): Sentence {
  const due = deadline && { day: dayOf(deadline.dueAt), deed: deeds[deadline.kind] };
  const appeal = appealUntil === undefined ? undefined : dayOf(appealUntil);
  return {
    zh: [due && `请在${due.day}前${due.deed.zh}。`, appeal && `可在${appeal}前申诉。`].join(''),
    en: [due && `${due.deed.en} before ${due.day}.`, appeal && `Appeals are taken before ${appeal}.`]
      .filter(Boolean)
      .join(' '),
  };
}

const dayOf = (instant: string): string => Day.of(new Date(instant));

const deeds: Readonly<Record<DeadlineKind, Sentence>> = {
  plan: { zh: '提交整改方案', en: 'A plan of rectification is to be handed in' },
  rectification: { zh: '完成整改并验收', en: 'The rectification is to be done and accepted' },
  interview: { zh: '完成约谈', en: 'The interview is to be held' },
  decision: { zh: '由区领导决定是否清退', en: 'The district leader is to decide on the clear-out' },
  'hand-over': { zh: '终止合同并交接', en: 'The contract is to be ended and handed over' },
};
