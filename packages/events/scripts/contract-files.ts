import { catalogue } from '../src/catalogue.ts';
import { asyncApiDocument } from '../src/contract/async-api-document.ts';
import { contractOf } from '../src/contract/contract-of.ts';
import type { EventDefinition } from '../src/envelope.ts';

/** The files of `contracts/` by name, as these events make them; the same text for the same events. */
export const contractFiles = (events: readonly EventDefinition[] = catalogue): ReadonlyMap<string, string> =>
  new Map([
    [asyncApiFile, textOf(asyncApiDocument(events))],
    ...events.map((event) => [`${event.type}.json`, textOf(contractOf(event))] as const),
  ]);

/** The one file that is no contract but a description of them all. */
export const asyncApiFile = 'asyncapi.json';

const textOf = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;
