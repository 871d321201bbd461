import { type CaseFile, caseOnWire, type Principal } from '@yuanqu/service-kit';
import { type Application, turnOf } from '../../domain/applications/application.ts';
import { nextCommands } from '../../domain/applications/application-transitions.ts';
import { masked } from '../../domain/masked.ts';
import { toWire } from '../to-wire.ts';

/** An application as a caller sees it: the contact in the clear for whoever entered it or is the applicant. */
export function applicationOnWire(file: CaseFile<Application>, principal: Principal) {
  const { content, expiresAt: _, unseen: __, admission, revisedSince, ...state } = file.state;
  const { applicant } = content;
  const { name, phone } = applicant.contact;
  const contact = isOwn(file.state, principal)
    ? applicant.contact
    : { name: masked(name), phone: masked(phone) };
  return toWire({
    ...caseOnWire(file, turnOf(file.state)),
    ...state,
    ...content,
    ...(admission && { admission: { ...admission, outdated: revisedSince ?? false } }),
    applicant: { ...applicant, contact },
    nextCommands: nextCommands(file.state),
  });
}

const isOwn = (
  { content, enteredBy }: Pick<Application, 'content' | 'enteredBy'>,
  { subject, enterprise }: Principal,
): boolean => enteredBy === subject || (enterprise !== undefined && content.applicant.uscc === enterprise);
