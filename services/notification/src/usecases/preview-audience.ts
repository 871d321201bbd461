import { AppError, type Clock, type WorkingCalendar } from '@yuanqu/domain';
import {
  type AcknowledgementRule,
  acknowledgementRuleFor,
  type EscalationStep,
} from '../domain/acknowledgement/acknowledgement-rule.ts';
import type { OutsideChannel } from '../domain/channel.ts';
import type { Language } from '../domain/language.ts';
import { nextDigestAt } from '../domain/schedule/next-digest.ts';
import type { DigestPlan } from '../domain/schedule/schedule.ts';
import { faultsOfRule, refusePointless, unknownPark } from '../domain/check-rule.ts';
import type { RuleContent } from '../domain/rule.ts';
import type { Severity } from '../domain/severity.ts';

/** An event that might happen. */
export interface Supposed {
  readonly eventType: string;
  readonly severity: Severity;
  /** Absent: it concerns the whole district. */
  readonly park?: string;
  /** The credit code of the enterprise that it would be about. */
  readonly enterprise?: string;
  /** A rule that is not saved: it is tried beside those that are, or in the place of the one whose id it has. */
  readonly draft?: DraftRule;
  /** When it would happen; absent: now. By it are judged quiet hours, digests and who is away. */
  readonly at?: Date;
  /** Of those told, the people of this role alone. */
  readonly role?: string;
}

/** A rule as it might be saved for the event's type. */
export interface DraftRule extends Omit<RuleContent, 'eventType'> {
  readonly id?: string;
}

/** Where somebody would be told outside, and when. */
export interface Reached {
  readonly channel: OutsideChannel;
  /** Masked. */
  readonly address: string;
  readonly when: 'at-once' | 'after-quiet-hours' | 'digest';
  readonly at: Date;
}

export interface AudienceMember {
  readonly officialId: string;
  readonly username: string;
  readonly roles: readonly string[];
  readonly language: Language;
  /** The names of those who are away and for whom they stand in. */
  readonly onBehalfOf: readonly string[];
  /** Besides the inbox, which has it at once. */
  readonly outside: readonly Reached[];
}

export interface ToldRobot extends Reached {
  readonly robotId: string;
  readonly park: string | null;
  readonly role: string;
}

/** What planning would write; a digest's time follows from the plan that goes with it. */
export interface SupposedAudience {
  readonly people: number;
  readonly byChannel: Readonly<Record<string, number>>;
  /** The first of them by user name. */
  readonly items: readonly (Omit<AudienceMember, 'outside'> & { readonly outside: readonly Timed[] })[];
  readonly robots: readonly (Omit<ToldRobot, keyof Reached> & Timed)[];
}

export type Timed = Omit<Reached, 'at'> & { readonly at: Date; readonly digest: DigestPlan | null };

/** By the very statement that planning uses. Nothing is written. */
export type ReadAudience = (
  supposed: Supposed & { readonly at: Date },
  limit: number,
) => Promise<SupposedAudience>;

export interface Audience {
  readonly people: number;
  readonly byChannel: Readonly<Record<string, number>>;
  readonly items: readonly AudienceMember[];
  readonly robots: readonly ToldRobot[];
  /** What would have to be acknowledged by when, and who would hear of it next. */
  readonly acknowledgement:
    | { readonly role: string; readonly dueAt: Date; readonly steps: readonly EscalationStep[] }
    | undefined;
}

export interface PreviewAudiencePorts {
  readonly readAudience: ReadAudience;
  readonly readParkNames: (codes: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly listAcknowledgementRules: () => Promise<readonly AcknowledgementRule[]>;
  readonly calendar: WorkingCalendar;
  readonly clock: Clock;
}

/**
 * Who would be told of an event, through which channel and when: event × severity × park × role run dry, with a rule that is
 * not saved if wanted. Errors: `notification.unknown-park`, `notification.pointless-rule`.
 */
export const makePreviewAudience =
  ({ readAudience, readParkNames, listAcknowledgementRules, calendar, clock }: PreviewAudiencePorts) =>
  async (supposed: Supposed, limit: number): Promise<Audience> => {
    refuseUnknown(supposed, new Set((await readParkNames(parksOf(supposed))).keys()));
    const at = supposed.at ?? clock();
    const audience = await readAudience({ ...supposed, at }, limit);
    const rule = acknowledgementRuleFor(await listAcknowledgementRules(), supposed);
    const timed = <Item extends Timed>({ digest, ...reached }: Item) => ({
      ...reached,
      at: reached.when === 'digest' && digest ? nextDigestAt(digest, at, calendar) : reached.at,
    });
    return {
      ...audience,
      items: audience.items.map(({ outside, ...member }) => ({ ...member, outside: outside.map(timed) })),
      robots: audience.robots.map(timed),
      acknowledgement: rule && {
        role: rule.role,
        dueAt: calendar.deadline(at, rule.withinDays),
        steps: rule.steps,
      },
    };
  };

const parksOf = ({ park, draft }: Supposed): readonly string[] =>
  [park, draft?.park].flatMap((code) => code ?? []);

function refuseUnknown({ eventType, park, draft }: Supposed, known: ReadonlySet<string>): void {
  if (park !== undefined && !known.has(park)) {
    const error = unknownPark(park);
    throw new AppError('notification.unknown-park', 'invalid', error.detail, { errors: [error] });
  }
  if (!draft) return;
  const faults = faultsOfRule({ ...draft, eventType }, draft.park !== null && known.has(draft.park));
  refusePointless(faults.map(({ pointer, code, detail }) => ({ pointer: `/rule${pointer}`, code, detail })));
}
