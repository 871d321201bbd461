import { AppError, Industry, newId, Uscc } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { type CaseFile, type Deed, handleCase, type OnCase, type Who } from '@yuanqu/service-kit';
import type { Application, ApplicationContent } from '../../domain/applications/application.ts';
import { type TenantKind, tenantKindOf } from '../../domain/enterprise-kind.ts';
import { unknownPark } from '../describe-parks.ts';
import { applicationGroupKind } from './application-group-kind.ts';
import type { ApplicationPorts } from './application-ports.ts';
import { makeCommandApplication } from './command-application.ts';
import { draftExpiresAt } from './deadlines.ts';
import { withRegistered } from './with-registered.ts';
import { handleApplication } from './handle-application.ts';

export interface DraftOptions {
  readonly group?: string | undefined;
  /** The applicant's own: its park sees it once it is submitted. */
  readonly unseen: boolean;
}

/**
 * Drafts an application, in a group if one is named, and revises it until it is submitted. Codes are normalised.
 * Errors: those of the deciders, of `Uscc.parse` and `Industry.parseClass`, `intake.unknown-park`,
 * `application.no-size-class`.
 */
export const makeEnterApplication = (ports: ApplicationPorts) => ({
  draft: (
    content: ApplicationContent,
    { group, unseen }: DraftOptions,
    who: Who,
  ): Promise<CaseFile<Application>> =>
    ports.transaction(async (tx) => {
      const at = ports.clock();
      const deed = { ...who, at };
      const id = newId(at.getTime());
      const checked = await check(ports, tx, content);
      const joining =
        group === undefined ? [] : await join(tx, group, { application: id, park: content.park }, deed);
      const expiresAt = draftExpiresAt(at);
      const command = {
        kind: 'draft',
        content: checked,
        by: who.by,
        expiresAt,
        ...(group !== undefined && { group }),
        ...(unseen && { unseen: true as const }),
      } as const;
      const { file, events } = await handleApplication(tx, id, command, deed);
      await ports.append(tx, [...joining, ...events]);
      return file;
    }),
  revise: (on: OnCase, content: ApplicationContent): Promise<CaseFile<Application>> =>
    makeCommandApplication(ports)(on, async (at, tx) => ({
      kind: 'revise',
      content: await check(ports, tx, content),
      by: on.who.by,
      expiresAt: draftExpiresAt(at),
    })),
});

export type EnterApplication = ReturnType<typeof makeEnterApplication>;

async function join(
  tx: Executor,
  group: string,
  joining: { readonly application: string; readonly park: string },
  deed: Deed,
) {
  const { events } = await handleCase(tx, applicationGroupKind, group, { kind: 'join', ...joining }, deed);
  return events;
}

async function check(
  { parkExists, readRegistered }: ApplicationPorts,
  tx: Executor,
  content: ApplicationContent,
): Promise<ApplicationContent> {
  const { park, applicant } = content;
  if (!(await parkExists(tx, park))) throw unknownPark(park);
  const industry = valid(Industry.parseClass(applicant.industry));
  const { uscc: given, ...rest } = applicant;
  const uscc = given === undefined ? undefined : valid(Uscc.parse(given));
  const tenantKind = tenantKindOf(uscc ?? '');
  if (applicant.sizeClass !== undefined && !tenantKind.hasSize) throw noSizeClass(tenantKind);
  if (uscc === undefined) return { ...content, applicant: { ...rest, industry } };
  const entered = { ...content, applicant: { ...rest, industry, uscc } };
  return withRegistered(entered, await readRegistered(tx, uscc));
}

const noSizeClass = ({ zh, en }: TenantKind): AppError =>
  new AppError(
    'application.no-size-class',
    'invalid',
    `${zh}不划分企业规模，请勿填写 sizeClass。 A ${en} has no size class; leave sizeClass out.`,
    { errors: [{ pointer: '/applicant/sizeClass', code: 'no-size-class', detail: `a ${en} has none` }] },
  );

function valid<T>(value: T | AppError): T {
  if (value instanceof AppError) throw value;
  return value;
}
