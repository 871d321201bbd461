import type {
  Action,
  CaseFile,
  Grant,
  ParkRequest,
  Principal,
  ReadCase,
  ResourceAccess,
} from '@yuanqu/service-kit';
import type { Application } from '../../domain/applications/application.ts';
import { unknownApplication } from '../../domain/applications/application-decider.ts';

type Reaching = ParkRequest & { readonly grant: Grant };

/** Access to one application: through its park for those who have parks, through being its own for enterprises. */
export const accessToOne = (action: Action, read: ReadCase<Application>): ResourceAccess => ({
  resource: 'applications',
  action,
  park: async (request) => {
    if ((request as Reaching).grant.scope === 'own') return undefined;
    return (await read(request.params['id'] ?? ''))?.state.content.park;
  },
});

/** The application, if it is there and within the caller's reach. Throws `application.unknown`. */
export function withinReach(
  file: CaseFile<Application> | undefined,
  { scope }: Grant,
  principal: Principal,
): CaseFile<Application> {
  if (!file || (scope === 'own' && !isOwn(file.state, principal))) throw unknownApplication;
  return file;
}

export const isOwn = (
  { content, enteredBy }: Pick<Application, 'content' | 'enteredBy'>,
  { subject, enterprise }: Principal,
): boolean => enteredBy === subject || (enterprise !== undefined && content.applicant.uscc === enterprise);
