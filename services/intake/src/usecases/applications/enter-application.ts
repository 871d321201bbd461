import { AppError, Industry, newId, Uscc } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { type CaseFile, type Deed, handleCase, type OnCase, type Who } from '@yuanqu/service-kit';
import type { Application, ApplicationContent } from '../../domain/applications/application.ts';
import { unknownPark } from '../describe-parks.ts';
import { applicationGroupKind } from './application-group-kind.ts';
import type { ApplicationPorts } from './application-ports.ts';
import { makeCommandApplication } from './command-application.ts';
import { draftExpiresAt } from './deadlines.ts';
import { handleApplication } from './handle-application.ts';

export interface DraftOptions {
  readonly group?: string | undefined;
  /** The applicant's own: its park sees it once it is submitted. */
  readonly unseen: boolean;
}

/**
 * Drafts an application, in a group if one is named, and revises it until it is submitted. Codes are normalised.
 * Errors: those of the deciders, of `Uscc.parse` and `Industry.parseClass`, `intake.unknown-park`.
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
  { parkExists, readSizeClass }: ApplicationPorts,
  tx: Executor,
  content: ApplicationContent,
): Promise<ApplicationContent> {
  const { park, applicant } = content;
  if (!(await parkExists(tx, park))) throw unknownPark(park);
  const industry = valid(Industry.parseClass(applicant.industry));
  const { uscc: given, sizeClass: claimed, ...rest } = applicant;
  if (given === undefined) return { ...content, applicant: { ...rest, industry } };
  const uscc = valid(Uscc.parse(given));
  // What is registered goes before what is claimed.
  const sizeClass = (await readSizeClass(tx, uscc)) ?? claimed;
  return { ...content, applicant: { ...rest, industry, uscc, ...(sizeClass && { sizeClass }) } };
}

function valid<T>(value: T | AppError): T {
  if (value instanceof AppError) throw value;
  return value;
}
