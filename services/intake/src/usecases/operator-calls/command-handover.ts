import { type CaseFile, type CommandCase, type OnCase, readCase } from '@yuanqu/service-kit';
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
  return {
    doItem: async (
      { id, expected, who }: OnCase,
      code: string,
      words: string,
    ): Promise<CaseFile<OperatorHandover>> => {
      const { park, items } = await handoverOf(id);
      const counts = items.find((item) => item.code === code)?.counts;
      const counted = counts && (await transaction((tx) => countOpen(tx, park)))[counts];
      const at = clock().toISOString();
      const given = { kind: 'do-item', code, words, by: who.by, at } as const;
      return command(id, { ...given, ...(counted !== undefined && { counted }) }, who, { expected });
    },
    complete: async ({ id, expected, who }: OnCase): Promise<CaseFile<OperatorHandover>> => {
      const { park, operator, until } = await handoverOf(id);
      const left = until === undefined ? undefined : new Date(until);
      const { successor, passed } = await transaction(async (tx) => {
        const contracts = (await lockContracts(tx, [park])).get(park) ?? [];
        const next = contracts.findLast(
          (contract) =>
            contract.operator !== operator &&
            contract.from.getTime() !== contract.until?.getTime() &&
            (left === undefined || contract.until === undefined || contract.until > left),
        );
        return { successor: next?.operator, passed: await countOpen(tx, park) };
      });
      const given = { kind: 'complete', passed, by: who.by } as const;
      return command(id, { ...given, ...(successor !== undefined && { successor }) }, who, { expected });
    },
  };
};

export type CommandHandover = ReturnType<typeof makeCommandHandover>;
