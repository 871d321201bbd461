import { afterAll, beforeAll, expect, it } from 'vitest';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await startIntake({ env: { YUANQU_RATE_LIMIT: '0' } });
});
afterAll(() => intake?.stop());

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
}
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

/** Edits that name no revision, and why nothing is lost by it. */
const withoutRevision: Readonly<Record<string, string>> = {
  'PUT /enterprises/{id}': 'enters what a registry says, as a line of an import; the latest word holds',
  'PUT /operators/{code}': 'as enterprises',
  'PATCH /units/{park}/{unit}': 'names the fields that it corrects and leaves the others alone',
  'POST /units/{park}/{unit}/split': 'a unit is cut once: its code is never used again',
  'POST /parks/{park}/operator-contracts/{id}/renew':
    'a contract is renewed once, under the lock of its park',
  'POST /parks/{park}/operator-contracts/{id}/exit': 'a contract is ended once, and only earlier',
  'PUT /district': 'a name alone, of the one district',
  'PUT /handover-items/{code}': 'one line of a checklist; open hand-overs keep theirs',
  'POST /ops/dead-letters/{id}/replay': 'takes the head of its key and is refused for any other',
  'POST /ops/dead-letters/{id}/discard': 'as replaying',
  'POST /ops/jobs/{name}/parked/{id}/free': 'a row is freed once, and is none of the parked then',
};

it('every edit of one thing takes the revision that its caller saw', async () => {
  const answer = await fetch(intake.url('/openapi.json'));
  const { paths } = (await answer.json()) as Document;
  const edits = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([method]) => isEdit(method, path))
      .map(([method, { parameters = [] }]) => ({
        edit: `${method.toUpperCase()} ${path.replace(/^\/api\/intake\/v1/, '')}`,
        takesRevision: parameters.some((one) => one.in === 'header' && one.name.toLowerCase() === 'if-match'),
      })),
  );
  expect(edits.length).toBeGreaterThan(40);
  const missing = edits.filter(({ takesRevision }) => !takesRevision).map(({ edit }) => edit);
  expect(missing.toSorted(byText)).toEqual(Object.keys(withoutRevision).toSorted(byText));
});

const byText = (one: string, other: string): number => (one < other ? -1 : 1);

/** Changing or removing what is there; a POST on a path that names one thing and what is done to it. */
const isEdit = (method: string, path: string): boolean =>
  ['put', 'patch', 'delete'].includes(method) ||
  (method === 'post' && /\}\/[a-z-]+$/.test(path) && namesOne(path));

// A POST to a collection of a park enters something new.
const namesOne = (path: string): boolean =>
  !/\/parks\/\{[a-z]+\}\/[a-z-]+$|\/units\/\{park\}\/merge$/.test(path);
