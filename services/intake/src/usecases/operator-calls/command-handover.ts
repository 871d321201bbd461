import { type CaseFile, type CommandCase, type OnCase, readCase } from '@yuanqu/service-kit';
import { successorOf } from '../../domain/operator-calls/leave-park.ts';
import {
  type HandoverCommand,
  type OperatorHandover,
  unknownHandover,
} from '../../domain/operator-calls/operator-handover.ts';
import type { CallPorts } from './call-ports.ts';
import { handoverKind } from './handover-kind.ts';

export interface CommandHandoverPorts extends CallPorts {
  readonly command: CommandCase<OperatorHandover, HandoverCommand>;
}

/** Hands over line by line, counting what can be counted, and ends when somebody has taken over. Errors: those of the decider. */
export const makeCommandHandover = ({
  transaction,
  clock,
  command,
  lockContracts,
  countOpen,
}: CommandHandoverPorts) => {
  const handoverOf = async (id: string): Promise<OperatorHandover> => {
    const file = await transaction((tx) => readCase<OperatorHandover>(tx, handoverKind.name)(id));
    if (!file) throw unknownHandover;
    return file.state;
  };
  /** Who follows, if anybody has signed, and what is open in the park. */
  const seenIn = ({ park, operator, until }: Pick<OperatorHandover, 'park' | 'operator' | 'until'>) =>
    transaction(async (tx) => {
      const ofPark = (await lockContracts(tx, [park])).get(park) ?? [];
      const left = until === undefined ? undefined : new Date(until);
      return { successor: successorOf(operator, left, ofPark)?.operator, open: await countOpen(tx, park) };
    });
  return {
    doItem: async (
      { id, expected, who }: OnCase,
      code: string,
      words: string,
    ): Promise<CaseFile<OperatorHandover>> => {
      const { items, ...handover } = await handoverOf(id);
      const counts = items.find((item) => item.code === code)?.counts;
      const { successor, open } = await seenIn(handover);
      const at = clock().toISOString();
      const given = { kind: 'do-item', code, words, by: who.by, at } as const;
      const deed = {
        ...given,
        ...(counts && { counted: open[counts] }),
        ...(successor && { to: successor }),
      };
      return command(id, deed, who, { expected });
    },
    complete: async ({ id, expected, who }: OnCase): Promise<CaseFile<OperatorHandover>> => {
      const { successor, open: passed } = await seenIn(await handoverOf(id));
      const given = { kind: 'complete', passed, by: who.by } as const;
      return command(id, { ...given, ...(successor !== undefined && { successor }) }, who, { expected });
    },
  };
};

export type CommandHandover = ReturnType<typeof makeCommandHandover>;
