import { AppError } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import {
  dueAtOf,
  serviceCommands,
  type ServiceCommand,
  serviceDecider,
  type ServiceFact,
  type ServiceRequest,
  serviceStatuses,
  serviceTransitions,
} from './service-request.ts';

const open: ServiceCommand = {
  kind: 'open',
  park: 'software',
  category: 'repair',
  tenant: { name: '演示租户' },
  words: '空调不制冷',
  answerDueAt: '2026-12-01T16:00:00.000Z',
  by: 'tenant',
};
const answer: ServiceCommand = {
  kind: 'answer',
  words: '已修',
  by: 'operator',
  at: '2026-11-30T02:00:00.000Z',
  closesAt: '2026-12-07T02:00:00.000Z',
};
const reopen: ServiceCommand = {
  kind: 'reopen',
  words: '又坏了',
  by: 'tenant',
  answerDueAt: '2026-12-03T16:00:00.000Z',
};
const passed = (at: string): ServiceCommand => ({ kind: 'time-passed', at });

function after(...commands: readonly ServiceCommand[]) {
  let state: ServiceRequest | undefined;
  let given: readonly ServiceFact[] | AppError = [];
  for (const command of commands) {
    given = serviceDecider.decide(state, command);
    if (!(given instanceof AppError)) state = given.reduce(serviceDecider.evolve, state);
  }
  return { state, given, code: given instanceof AppError ? given.code : undefined };
}

describe('a service request', () => {
  it('is answered in time or late, and closes when it is rated or nobody objects', () => {
    expect(after(open, answer).state).toMatchObject({ status: 'answered', answer: { inTime: true } });
    const late = { ...answer, at: '2026-12-02T00:00:00.000Z' };
    expect(after(open, late).state).toMatchObject({ answer: { inTime: false } });
    expect(after(open, answer, { kind: 'rate', stars: 5, by: 'tenant' }).state).toMatchObject({
      status: 'closed',
      rating: { stars: 5 },
    });
    expect(after(open, answer, passed('2026-12-07T02:00:00.000Z')).state?.status).toBe('closed');
  });

  it('that is reopened has a deadline anew, and both texts', () => {
    const { state } = after(open, answer, reopen);
    expect(state).toMatchObject({ status: 'open', reopened: 1, words: '空调不制冷\n又坏了' });
    expect(dueAtOf(state as ServiceRequest)).toBe('2026-12-03T16:00:00.000Z');
  });

  it('is told as overdue once', () => {
    expect(after(open, passed('2026-12-01T16:00:00.000Z')).given).toEqual([{ kind: 'overdue' }]);
    expect(after(open, passed('2026-12-01T16:00:00.000Z'), passed('2026-12-09T00:00:00.000Z')).given).toEqual(
      [],
    );
  });

  it('is not answered by whoever asked', () => {
    expect(after(open, { ...answer, by: 'tenant' }).code).toBe('service-request.own-answer');
  });

  it('is neither rated nor asked again by whoever answered', () => {
    expect(after(open, answer, { kind: 'rate', stars: 5, by: 'operator' }).code).toBe(
      'service-request.own-rating',
    );
    expect(after(open, answer, { ...reopen, by: 'operator' }).code).toBe('service-request.own-rating');
  });

  it('refuses in each status what its table does not name', () => {
    const commands: Readonly<Record<string, ServiceCommand>> = {
      answer,
      reopen,
      rate: { kind: 'rate', stars: 1, by: 'tenant' },
      withdraw: { kind: 'withdraw' },
    };
    const base = after(open).state as ServiceRequest;
    for (const status of serviceStatuses)
      for (const kind of serviceCommands) {
        const given = serviceDecider.decide({ ...base, status }, commands[kind] as ServiceCommand);
        const refused = given instanceof AppError && given.code === 'service-request.not-now';
        expect([status, kind, refused]).toEqual([status, kind, !serviceTransitions[status].includes(kind)]);
      }
  });
});
