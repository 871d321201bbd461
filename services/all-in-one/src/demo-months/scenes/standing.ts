import type { Month } from '@yuanqu/domain';
import type { Answer, Person } from '../people.ts';

export async function standingOf(person: Person, park: string): Promise<Answer> {
  const { body } = await person.get(`assessment/v1/operator-standings?park=${park}`);
  const [newest] = body['items'] as readonly { id: string }[];
  return person.get(`assessment/v1/operator-standings/${newest?.id}`);
}

const words: Readonly<Record<string, string>> = {
  good: '良好',
  warned: '预警',
  rectifying: '整改',
  interview: '约谈',
  'clear-out-proposed': '拟清退',
  'clear-out-decided': '决定清退',
  'cleared-out': '已清退',
};

/** How an operator stands, in both languages. */
export function inWords({ body }: Answer): { readonly zh: string; readonly en: string } {
  const status = String(body['status']);
  return { zh: words[status] ?? status, en: status };
}

/** A stricter rule than the default, so that three months suffice for a clear-out. */
export const setStrictRule = (assessor: Person, effectiveFrom: Month): Promise<Answer> =>
  assessor.send('POST', 'assessment/v1/operator-standing-rules', {
    version: 'demo-strict',
    effectiveFrom,
    definition: {
      poor: { scoreBelow: 66 },
      steps: [
        { poorMonths: 1, to: 'warned' },
        { poorMonths: 2, to: 'rectifying' },
        { poorMonths: 3, to: 'clear-out-proposed' },
      ],
      recovery: { goodMonths: 1, to: 'good' },
      days: {
        plan: 10,
        rectification: 30,
        interview: 10,
        appeal: 5,
        appealDecision: 10,
        decision: 15,
        handOver: 5,
      },
    },
  });
