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
  'POST /ops/dead-letters/{id}/replay': 'takes the head of its key and is refused for any other',
  'POST /ops/dead-letters/{id}/discard': 'as replaying',
  'POST /ops/jobs/{name}/parked/{id}/free': 'tries a row again that lies parked; one that is free stays so',
  'POST /enterprise-duplicates/dismissals/{id}/reversal': 'a dismissal is reversed once, under its lock',
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
