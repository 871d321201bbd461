import { AppError, type Clock, newId } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { Robot, RobotContent, RobotKey, RobotKind } from '../../domain/robots/robot.ts';
import { parseRobotKey } from '../../domain/robots/robot-key.ts';
import { keepsGroup, notYourGroup, type RobotKeeper } from '../../domain/robots/robot-keeper.ts';
import type { InTransaction, RecordAudit } from '../ports.ts';

/** Robots as rows; keys are sealed before they are written. `insert` and `update` answer false when another robot has that key. */
export interface RobotStore {
  readonly list: () => Promise<readonly Robot[]>;
  readonly lock: (tx: Executor, id: string) => Promise<Robot | undefined>;
  readonly insert: (tx: Executor, robot: Robot, key: RobotKey) => Promise<boolean>;
  /** Without a key it keeps the one that it has. */
  readonly update: (tx: Executor, robot: Robot, key: RobotKey | undefined) => Promise<boolean>;
  /** What waits for it is cancelled. */
  readonly remove: (tx: Executor, id: string) => Promise<void>;
}

export interface ChangeRobotsPorts {
  readonly transaction: InTransaction;
  readonly robots: RobotStore;
  readonly audit: RecordAudit;
  readonly clock: Clock;
}

export interface GivenRobot extends RobotContent {
  readonly paused: boolean;
}

interface GivenKey {
  readonly token: string;
  readonly secret?: string;
}

/** The robots of those chats that a keeper sets up, by park, role and name. */
export const makeListRobots =
  ({ robots }: Pick<ChangeRobotsPorts, 'robots'>) =>
  async (keeper: RobotKeeper): Promise<readonly Robot[]> =>
    (await robots.list()).filter((robot) => keepsGroup(keeper, robot));

/** One of them. Errors: `notification.unknown-robot`. */
export const makeFindRobot =
  ({ robots }: Pick<ChangeRobotsPorts, 'robots'>) =>
  async (id: string, keeper: RobotKeeper): Promise<Robot> => {
    const robot = (await robots.list()).find((one) => one.id === id);
    if (!robot || !keepsGroup(keeper, robot)) throw unknownRobot;
    return robot;
  };

/** Sets up a robot. Errors: `notification.not-your-group`, `invalid-robot-key`, `robot-exists`. */
export const makeAddRobot =
  ({ transaction, robots, audit, clock }: ChangeRobotsPorts) =>
  (
    kind: RobotKind,
    { paused, ...content }: GivenRobot,
    given: GivenKey,
    keeper: RobotKeeper,
  ): Promise<Robot> => {
    if (!keepsGroup(keeper, content)) throw notYourGroup;
    const key = keyFrom(kind, given);
    const robot: Robot = {
      ...content,
      id: newId(),
      kind,
      hint: hintOf(key),
      ...stateOf(paused),
      heldUntil: null,
      revision: 1,
      changedBy: keeper.subject,
      changedAt: clock(),
    };
    return transaction(async (tx) => {
      if (!(await robots.insert(tx, robot, key))) throw robotExists;
      await audit(tx, { action: 'robot.added', resource: 'tasks', target: robot.id, after: robot });
      return robot;
    });
  };

/**
 * Changes a robot as it was at `revision`; with a new key one that was disabled is called again.
 * Errors: `notification.unknown-robot`, `not-your-group`, `robot-changed`, `invalid-robot-key`, `robot-exists`.
 */
export const makeChangeRobot =
  ({ transaction, robots, audit, clock }: ChangeRobotsPorts) =>
  (
    id: string,
    revision: number,
    { paused, ...content }: GivenRobot,
    given: GivenKey | undefined,
    keeper: RobotKeeper,
  ): Promise<Robot> =>
    transaction(async (tx) => {
      const before = await lockOwn(robots, tx, id, keeper);
      if (!keepsGroup(keeper, content)) throw notYourGroup;
      if (before.revision !== revision) throw robotChanged(before);
      const key = given && keyFrom(before.kind, given);
      const staysDisabled = before.state === 'disabled' && !key;
      const robot: Robot = {
        ...before,
        ...content,
        ...(key && { hint: hintOf(key), heldUntil: null }),
        ...(staysDisabled ? {} : stateOf(paused)),
        revision: revision + 1,
        changedBy: keeper.subject,
        changedAt: clock(),
      };
      if (!(await robots.update(tx, robot, key))) throw robotExists;
      await audit(tx, { action: 'robot.changed', resource: 'tasks', target: id, before, after: robot });
      return robot;
    });

/** Takes a robot away. Errors: `notification.unknown-robot`. */
export const makeRemoveRobot =
  ({ transaction, robots, audit }: ChangeRobotsPorts) =>
  (id: string, keeper: RobotKeeper): Promise<void> =>
    transaction(async (tx) => {
      const before = await lockOwn(robots, tx, id, keeper);
      await robots.remove(tx, id);
      await audit(tx, { action: 'robot.removed', resource: 'tasks', target: id, before });
    });

async function lockOwn(robots: RobotStore, tx: Executor, id: string, keeper: RobotKeeper): Promise<Robot> {
  const robot = await robots.lock(tx, id);
  if (!robot || !keepsGroup(keeper, robot)) throw unknownRobot;
  return robot;
}

function keyFrom(kind: RobotKind, given: GivenKey): RobotKey {
  const key = parseRobotKey(kind, given);
  if (key instanceof AppError) throw key;
  return key;
}

const stateOf = (paused: boolean): Pick<Robot, 'state' | 'stateReason'> => ({
  state: paused ? 'paused' : 'active',
  stateReason: null,
});
const hintOf = ({ token }: RobotKey): string => `…${token.slice(-4)}`;

const unknownRobot = new AppError(
  'notification.unknown-robot',
  'not-found',
  '没有该机器人。 There is no such robot among yours; GET /robots lists them.',
);
const robotExists = new AppError(
  'notification.robot-exists',
  'conflict',
  '该群机器人已登记。 This chat’s robot is set up already; change that one, or make another robot in the chat.',
);
const robotChanged = ({ revision }: Robot): AppError =>
  new AppError(
    'notification.robot-changed',
    'conflict',
    `机器人已被修改。 The robot was changed meanwhile: it is at revision ${revision} now. Read it again.`,
    { revision },
  );
