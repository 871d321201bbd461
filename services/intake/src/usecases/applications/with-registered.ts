import type { ApplicationContent } from '../../domain/applications/application.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { Registered } from './application-ports.ts';

/** What is registered goes before what is claimed: the size class; a name that differs is shown beside the one given. */
export function withRegistered(
  content: ApplicationContent,
  registered: Registered | undefined,
): ApplicationContent {
  const { registeredName: _, sizeClass: claimed, ...applicant } = content.applicant;
  const sizeClass = registered?.sizeClass ?? claimed;
  const isOther = registered !== undefined && plainText(registered.name) !== plainText(applicant.name);
  return {
    ...content,
    applicant: {
      ...applicant,
      ...(sizeClass && { sizeClass }),
      ...(isOther && { registeredName: registered.name }),
    },
  };
}
