import { Day, type Day as DayText } from '@yuanqu/domain';
import type { AllInOne } from '../all-in-one.ts';
import { overnight, untilCaughtUp } from './overnight.ts';
import { people } from './people.ts';
import type { Scene, Stage, Told } from './stage.ts';
import type { StageClock } from './stage-clock.ts';

export interface Play {
  readonly running: Pick<AllInOne, 'address' | 'services'>;
  readonly time: StageClock;
  readonly first: DayText;
  /** Played up to the evening of this day. */
  readonly last: DayText;
  readonly scenes: readonly Scene[];
  /** What every day brings, before the scenes. */
  readonly daily: (stage: Stage) => Promise<void>;
  readonly tell: (day: DayText, told: Told) => void;
  readonly signal: AbortSignal;
}

const hourMs = 3_600_000;

/** Plays the days one by one: what operators see, the scenes whose day has come, and the night with its jobs. */
export async function play({ running, time, first, last, scenes, daily, tell, signal }: Play): Promise<void> {
  let today = first;
  const stage: Stage = {
    as: people(running.address),
    today: () => today,
    tell: (told) => tell(today, told),
  };
  const services = [...running.services.values()];
  let waiting = scenes.map((scene) => ({ story: scene(stage), on: first }));
  for (; today <= last && !signal.aborted; today = Day.plus(today, 1)) {
    time.forwardTo(Day.startMs(today) + 8.5 * hourMs);
    await daily(stage);
    await untilCaughtUp(services);
    time.forwardTo(Day.startMs(today) + 9 * hourMs);
    const next: typeof waiting = [];
    for (const { story, on } of waiting) {
      const { done, value } = on > today ? { done: false, value: on } : await story.next();
      if (!done && value) next.push({ story, on: value });
    }
    waiting = next;
    if (today === last) return;
    time.forwardTo(Day.endMs(today) + 4.5 * hourMs);
    await overnight(services, signal);
  }
}
