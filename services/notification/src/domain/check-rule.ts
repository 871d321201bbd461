import { AppError, type FieldError } from '@yuanqu/domain';
import type { AcknowledgementRuleContent } from './acknowledgement/acknowledgement-rule.ts';
import { opensMatter } from './acknowledgement/matters.ts';
import { noticedEventOf } from './noticed-events.ts';
import type { RuleContent } from './rule.ts';
import { severities, type Severity } from './severity.ts';
import { termFor } from './vocabulary.ts';

type About = Pick<RuleContent, 'eventType' | 'minSeverity'>;

/** Why a rule would tell nobody whatever happens, each reason with its place. */
export const faultsOfRule = (
  rule: About & Pick<RuleContent, 'park' | 'role'>,
  isKnownPark: boolean,
): readonly FieldError[] => [
  ...faultsOfSeverity(rule),
  ...(rule.park !== null && !isKnownPark ? [unknownPark(rule.park)] : []),
  ...(rule.park !== null && noticedEventOf(rule.eventType)?.isDistrictWide
    ? [
        fault(
          '/park',
          'district-wide',
          '该事件涉及全区，请将 park 设为 null。 The event concerns the whole district: no rule of one park holds for it; set park to null.',
        ),
      ]
    : []),
  ...(rule.role === 'enterprise' && !noticedEventOf(rule.eventType)?.isOfEnterprise
    ? [
        fault(
          '/role',
          'no-enterprise',
          '该事件不针对某一企业，企业不会收到。 The event is not about one enterprise, and enterprises are told of their own matters only; choose another role.',
        ),
      ]
    : []),
];

/** Why a rule of what has to be acknowledged makes no sense; `told` are the roles that the rules tell of its event. */
export function faultsOfAcknowledgement(
  rule: Omit<AcknowledgementRuleContent, 'enabled'>,
  told: readonly string[],
): readonly FieldError[] {
  const { eventType, role, steps, doneWithinDays } = rule;
  const places = [{ pointer: '/role', role }].concat(
    steps.map((step, at) => ({ pointer: `/steps/${at}/role`, role: step.role })),
  );
  return [
    ...faultsOfSeverity(rule),
    ...(told.includes(role) ? [] : [notTold(role)]),
    ...places
      .filter((place, at) => places.findIndex((other) => other.role === place.role) < at)
      .map((place) => sameRole(place)),
    ...places.filter((place) => place.role === 'enterprise').map(({ pointer }) => noOfficial(pointer)),
    ...(doneWithinDays !== null && !opensMatter(eventType)
      ? [
          fault(
            '/doneWithinDays',
            'nothing-to-do',
            '该事件没有须办结的事项，请将 doneWithinDays 设为 null。 Nothing has to be done after this event: set doneWithinDays to null.',
          ),
        ]
      : []),
  ];
}

/** Refuses a rule that has faults. Code: `notification.pointless-rule`. */
export function refusePointless(errors: readonly FieldError[]): void {
  if (errors.length > 0)
    throw new AppError(
      'notification.pointless-rule',
      'invalid',
      `该规则不会起作用。 The rule would do nothing: ${errors.map(({ detail }) => detail).join(' ')}`,
      { errors },
    );
}

/** The fault of a park that nobody knows. */
export const unknownPark = (park: string): FieldError =>
  fault(
    '/park',
    'unknown-park',
    `没有代码为“${park}”的园区。 There is no park “${park}”; intake’s GET /parks lists them.`,
  );

function faultsOfSeverity({ eventType, minSeverity }: About): readonly FieldError[] {
  const highest = noticedEventOf(eventType)?.severities.at(-1);
  if (highest === undefined || rank(minSeverity) <= rank(highest)) return [];
  return [
    fault(
      '/minSeverity',
      'never-so-severe',
      `该事件最高为“${termFor(highest, 'zh')}”级，不会达到“${termFor(minSeverity, 'zh')}”。 The event is never more severe than ${highest}.`,
    ),
  ];
}

const rank = (severity: Severity): number => severities.indexOf(severity);

const fault = (pointer: string, code: string, detail: string): FieldError => ({ pointer, code, detail });

const notTold = (role: string): FieldError =>
  fault(
    '/role',
    'not-told',
    `没有规则将该事件告知${termFor(role, 'zh')},先在 /rules 增加。 No rule tells a ${termFor(role, 'en')} of this event, so that nobody could acknowledge it; make one at /rules first.`,
  );

const sameRole = ({ pointer, role }: { readonly pointer: string; readonly role: string }): FieldError =>
  fault(
    pointer,
    'same-role',
    `${termFor(role, 'zh')}已在前面的步骤中。 The step leads back to the ${termFor(role, 'en')}, whose turn it was before.`,
  );

const noOfficial = (pointer: string): FieldError =>
  fault(
    pointer,
    'no-official',
    '企业不参与签收和督办。 Enterprises are not asked to acknowledge; choose a role of officials.',
  );
