import type { CaseKind } from '@yuanqu/service-kit';
import {
  type ApplicationGroup,
  type GroupCommand,
  groupDecider,
  type GroupFact,
} from '../../domain/applications/application-group.ts';

/** Groups as they are kept; what others hear is what becomes of their members. */
export const applicationGroupKind: CaseKind<ApplicationGroup, GroupCommand, GroupFact> = {
  name: 'application-group',
  decider: groupDecider,
  headOf: ({ status, park }) => ({ status, park }),
  onDue: () => {
    throw new Error('a group has no deadline of its own');
  },
  publish: () => [],
};
