import { createHash } from 'node:crypto';

/** Tells two requests apart by address and body; the order of a body's fields doesn't matter. */
export const fingerprint = (url: string, body: unknown): Buffer =>
  createHash('sha256').update(url).update('\n').update(canonicalJson(body)).digest();

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, field: unknown) => (isObject(field) ? sorted(field) : field)) ?? '';
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);

const sorted = (object: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)));
