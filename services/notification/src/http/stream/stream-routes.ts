import { AppError } from '@yuanqu/domain';
import type { Principal, RoutePlugin } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { CountInbox } from '../../usecases/inbox.ts';
import type { ReadHead } from '../../usecases/live-inbox.ts';
import type { LiveHub } from './live-hub.ts';
import { openSse, type SseConnection } from './sse-connection.ts';

export interface StreamRoutesOptions {
  readonly hub: LiveHub;
  readonly readHead: ReadHead;
  readonly countInbox: CountInbox;
  readonly stopping: AbortSignal;
  readonly opened: () => void;
  readonly closed: () => void;
  readonly maxStreams: number;
}

const maxStreamsPerPerson = 10;
const retryMs = 2_000;
const retryWhenFullMs = 5_000;
// Timers hold at most 31 bits of milliseconds.
const longestTimerMs = 2 ** 31 - 1;

/** `GET /stream`: a person's messages as they come, as text/event-stream. */
export const streamRoutes =
  (options: StreamRoutesOptions): RoutePlugin =>
  (app) => {
    const perPerson = new Map<string, number>();
    const schema = {
      tags: ['inbox'],
      summary: 'Your messages as they come (text/event-stream)',
      description:
        'Events: hello {counts}, message (as in the inbox), summary {missed, latest} instead of messages when you read too slowly, end {reason}. The id is the message’s number: send it back as Last-Event-ID to go on after it.',
      headers: Type.Object({ 'last-event-id': Type.Optional(Type.String()) }),
      produces: ['text/event-stream'],
      response: { 200: Type.String({ description: 'Server-sent events, without end' }) },
    };
    const access = { resource: 'inbox', action: 'read' } as const;
    app.get('/stream', { schema, config: { access, streaming: true } }, async (request, reply) => {
      const { subject } = request.principal;
      const after = parseLastEventId(request.headers['last-event-id']);
      const [head, counts] = await Promise.all([options.readHead(subject), options.countInbox(subject)]);
      takePlace(perPerson, subject, options.maxStreams);
      reply.hijack();
      const connection = openSse(reply.raw, { drained: options.hub.nudge, retryMs });
      options.opened();
      connection.whenClosed(() => {
        options.closed();
        leavePlace(perPerson, subject);
      });
      endInTime(connection, request.principal, options.stopping);
      // A number from beyond the end is another database's: messages from now on are what can be promised.
      const cursor = after === undefined || after > head ? head : after;
      connection.send({ event: 'hello', id: cursor, data: { counts } });
      options.hub.add({ officialId: subject, connection, cursor, replayUntil: head });
    });
  };

function parseLastEventId(header: string | undefined): bigint | undefined {
  if (header === undefined || header === '') return undefined;
  if (/^\d{1,18}$/.test(header)) return BigInt(header);
  throw new AppError(
    'notification.invalid-last-event-id',
    'invalid',
    'Last-Event-ID is not an id of this stream: send the last id you got, or nothing.',
    { errors: [{ pointer: '/headers/last-event-id', code: 'last-event-id', detail: 'is not a number' }] },
  );
}

/** A stream is its token's: who is no longer signed in gets no further. */
function endInTime(connection: SseConnection, { tokenExpiresAt }: Principal, stopping: AbortSignal): void {
  const leftMs = Math.max(0, tokenExpiresAt.getTime() - Date.now());
  const expired = setTimeout(() => connection.end('token-expired'), Math.min(leftMs, longestTimerMs));
  const stop = (): void => connection.end('restarting');
  stopping.addEventListener('abort', stop, { once: true });
  connection.whenClosed(() => {
    clearTimeout(expired);
    stopping.removeEventListener('abort', stop);
  });
}

function takePlace(perPerson: Map<string, number>, subject: string, maxStreams: number): void {
  const own = perPerson.get(subject) ?? 0;
  const all = perPerson.values().reduce((sum, streams) => sum + streams, 0);
  if (own >= maxStreamsPerPerson || all >= maxStreams) {
    const detail =
      own >= maxStreamsPerPerson
        ? `You have ${own} streams open already; close one.`
        : 'Too many streams are open here.';
    throw new AppError('notification.too-many-streams', 'too-many', detail, {
      retryAfterMs: retryWhenFullMs,
    });
  }
  perPerson.set(subject, own + 1);
}

function leavePlace(perPerson: Map<string, number>, subject: string): void {
  const left = (perPerson.get(subject) ?? 1) - 1;
  if (left > 0) perPerson.set(subject, left);
  else perPerson.delete(subject);
}
