import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { InputLine } from '../input/input-line.ts';
import type { CommitLine } from './commit-line.ts';
import type { OccupancyConnection } from './occupancy-connection.ts';
import { sendLines } from './send-lines.ts';

/** A server that keeps what it committed, and whose connections break after so many lines, before or after the commit is told. */
function flakyServer(breaks: readonly { after: number; told: boolean }[]) {
  const committed = new Map<string | Buffer, number>();
  let opened = 0;
  const connect = async (): Promise<OccupancyConnection> => {
    const plan = breaks[opened++];
    const received: (string | Buffer)[] = [];
    let ended = false;
    let wake: () => void = () => undefined;
    const answers = async function* (): AsyncGenerator<CommitLine> {
      for (let through = 0; ; ) {
        while (received.length === through && !ended) await new Promise<void>((resolve) => (wake = resolve));
        const fresh = received.slice(through, plan ? Math.min(received.length, plan.after) : received.length);
        const answer = { through: through + fresh.length, accepted: 0, unchanged: 0, stale: 0, rejected: 0 };
        for (const json of fresh) {
          const seen = committed.get(json) ?? 0;
          committed.set(json, seen + 1);
          if (seen > 0) answer.unchanged += 1;
          else answer.accepted += 1;
        }
        through += fresh.length;
        const breaking = plan && through >= plan.after;
        if (fresh.length > 0 && (!breaking || plan.told)) yield answer;
        if (breaking) throw new Error('connection lost');
        if (ended && through === received.length) {
          yield { done: true };
          return;
        }
      }
    };
    return {
      send: async (json) => {
        received.push(json);
        wake();
      },
      end: () => {
        ended = true;
        wake();
      },
      answers: answers(),
      close: () => {
        ended = true;
        wake();
      },
    };
  };
  return { connect, committed };
}

async function* numbered(count: number): AsyncGenerator<InputLine> {
  for (let number = 1; number <= count; number++) yield { number, json: String(number), bytesRead: number };
}

test('whenever connections break, every line is settled once and in the end none is missing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.record({ after: fc.integer({ min: 1, max: 30 }), told: fc.boolean() }), { maxLength: 3 }),
      async (count, window, breaks) => {
        const server = flakyServer(breaks);
        let settled = 0;
        const totals = await sendLines(numbered(count), {
          connect: server.connect,
          window,
          onSettled: ({ lines }) => (settled = lines),
        });
        expect(settled).toBe(count);
        expect(totals.accepted + totals.unchanged).toBe(count);
        expect([...server.committed.keys()].toSorted((a, b) => Number(a) - Number(b))).toEqual(
          Array.from({ length: count }, (_, index) => String(index + 1)),
        );
      },
    ),
    { numRuns: 15 },
  );
}, 20_000);

test('a rejected line is reported with its place in the input, not in the request', async () => {
  const rejections: [number, string][] = [];
  const connect = async (): Promise<OccupancyConnection> => ({
    send: async () => undefined,
    end: () => undefined,
    close: () => undefined,
    answers: (async function* () {
      await new Promise((resolve) => setImmediate(resolve));
      yield {
        through: 2,
        accepted: 1,
        unchanged: 0,
        stale: 0,
        rejected: 1,
        errors: [{ line: 2, code: 'intake.unknown-unit', detail: 'no such unit' }],
      };
      yield { done: true };
    })(),
  });
  const lines = (async function* () {
    yield { number: 2, json: '{}', bytesRead: 1 };
    yield { number: 7, json: '{}', bytesRead: 2 };
  })();
  const totals = await sendLines(lines, {
    connect,
    onRejected: ({ line, code }) => rejections.push([line.number, code]),
  });
  expect(rejections).toEqual([[7, 'intake.unknown-unit']]);
  expect(totals).toEqual({ accepted: 1, unchanged: 0, stale: 0, rejected: 1 });
});

test('an input that fails stops the sending with its error instead of being tried again', async () => {
  const server = flakyServer([]);
  const lines = (async function* (): AsyncGenerator<InputLine> {
    yield { number: 1, json: '1', bytesRead: 1 };
    throw new Error('disk gone');
  })();
  await expect(sendLines(lines, { connect: server.connect })).rejects.toThrow('disk gone');
});
