import type { TestClaims } from '@yuanqu/service-kit/testing';
import type { IntakeUnderTest } from './start-intake.ts';

export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<{ readonly status: number; readonly body: unknown }>;

/** Sends JSON as whoever the claims describe, by default the park's operator's system. */
export const sendTo =
  (intake: IntakeUnderTest, claims: TestClaims = {}): Send =>
  async (method, path, body, headers) => {
    const answer = await fetch(intake.url(path), {
      method,
      headers: {
        ...(await intake.bearer(claims)),
        ...headers,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  };
