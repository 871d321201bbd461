import { AppError } from '@yuanqu/domain';
import { type CaseFile, type Grant, partyOf, type Principal, type ReadCase } from '@yuanqu/service-kit';
import type { ApplicationGroup } from '../../domain/applications/application-group.ts';
import type { Application } from '../../domain/applications/application.ts';
import { unknownGroup } from '../../domain/applications/group-decider.ts';

interface Caller {
  readonly grant: Grant;
  readonly principal: Principal;
}

/** Which groups are an enterprise's own: those it founded, and those it moves in with. */
export const makeGroupReach = (readApplication: ReadCase<Application>) => {
  const isMember = async ({ state }: CaseFile<ApplicationGroup>, principal: Principal): Promise<boolean> => {
    const members = await Promise.all(Object.keys(state.members).map(readApplication));
    return members.some((member) => member?.party === partyOf(principal));
  };
  return {
    /** Throws `application-group.unknown` for what is beyond the caller's reach. */
    toRead: async (
      file: CaseFile<ApplicationGroup> | undefined,
      { grant, principal }: Caller,
    ): Promise<CaseFile<ApplicationGroup>> => {
      if (!file) throw unknownGroup;
      const reaches =
        grant.scope !== 'own' || isFounder(file, principal) || (await isMember(file, principal));
      if (!reaches) throw unknownGroup;
      return file;
    },
    /** A group is submitted for all its members: of enterprises only its founder does so. */
    toSubmit: (file: CaseFile<ApplicationGroup>, { grant, principal }: Caller): void => {
      if (grant.scope === 'own' && !isFounder(file, principal)) throw notFounder;
    },
  };
};

const isFounder = ({ state }: CaseFile<ApplicationGroup>, { subject }: Principal): boolean =>
  state.foundedBy === subject;

const notFounder = new AppError(
  'application-group.not-founder',
  'forbidden',
  '抱团申请由发起人提交。 A group is submitted by whoever founded it, or by the park.',
);
