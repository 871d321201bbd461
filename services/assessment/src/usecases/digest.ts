import { createHash } from 'node:crypto';
import { type Canonical, canonicalJson } from '../domain/canonical-json.ts';
import { frozenUnitLine } from '../domain/league-table.ts';
import type { UnitOutcome } from '../domain/park-inputs.ts';

/** SHA-256 of a text in UTF-8, as lower-case hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** SHA-256 over the units' lines, one canonical JSON object a line, in their order. */
export function digestUnits(units: readonly UnitOutcome[]): string {
  const hash = createHash('sha256');
  for (const unit of units) hash.update(`${canonicalJson(frozenUnitLine(unit))}\n`, 'utf8');
  return hash.digest('hex');
}

/** The bytes of a document and their digest. */
export function freeze(document: Canonical): { readonly document: string; readonly sha256: string } {
  const text = canonicalJson(document);
  return { document: text, sha256: sha256(text) };
}
