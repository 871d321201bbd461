import type { CaseKind } from '@yuanqu/service-kit';
import {
  type ApplicationGroup,
  type GroupCommand,
  groupDueAt,
  type GroupFact,
} from '../../domain/applications/application-group.ts';
import { groupDecider } from '../../domain/applications/group-decider.ts';

/** Groups as they are kept; what others hear is what becomes of their members. */
export const applicationGroupKind: CaseKind<ApplicationGroup, GroupCommand, GroupFact> = {
  name: 'application-group',
  decider: groupDecider,
  headOf: (group) => ({ status: group.status, park: group.park, dueAt: groupDueAt(group) }),
  onDue: (at) => ({ kind: 'time-passed', at }),
  publish: () => [],
};
