import type { Day } from '@yuanqu/domain';
import { demoParks } from '../demo-access.ts';
import { operatorsSee } from './operators-see.ts';
import { play, type Play } from './play.ts';
import { largeTenant } from './scenes/large-tenant.ts';
import { leagueTables } from './scenes/league-tables.ts';
import { monthlyFigures } from './scenes/monthly-figures.ts';
import { newTenant } from './scenes/new-tenant.ts';
import { operatorClearedOut } from './scenes/operator-cleared-out.ts';
import { operatorRecovers } from './scenes/operator-recovers.ts';
import { unwantedTrade } from './scenes/unwanted-trade.ts';
import type { Look, Told } from './stage.ts';

/** The stories of the demo, all at once, and at the end where each is to be seen. */
export async function demoMonths(
  stage: Pick<Play, 'running' | 'time' | 'first' | 'last' | 'signal'>,
  write: (text: string) => void = (text) => void process.stdout.write(text),
): Promise<void> {
  const looks: { readonly told: Told; readonly look: Look }[] = [];
  await play({
    ...stage,
    daily: operatorsSee(demoParks, stage.first),
    scenes: [
      newTenant,
      unwantedTrade,
      largeTenant,
      monthlyFigures,
      leagueTables,
      operatorRecovers,
      operatorClearedOut,
    ],
    tell: (day: Day, told) => {
      write(`${day}  ${told.zh}\n            ${told.en}\n`);
      if (told.look) looks.push({ told, look: told.look });
    },
  });
  write('\n看这里 Where to look (api 见 README; api is the README’s)\n');
  for (const { told, look } of looks) write(`  api ${look.who} ${look.path}\n      # ${told.zh}\n`);
}
