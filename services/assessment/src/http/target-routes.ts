import { InstantSchema } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import type { Access, App, RoutePlugin } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { Targets } from '../domain/targets.ts';
import type { StoredTargets } from '../usecases/target-ports.ts';
import { readsChain } from './reads-chain.ts';

export interface TargetRoutesOptions {
  readonly readTargets: (park: string) => Promise<readonly StoredTargets[]>;
  readonly setTargets: (park: string, targets: Targets, by: string) => Promise<StoredTargets>;
}

/** `GET` and `PUT /parks/{code}/targets`: what a park's occupancy is held against. */
export const targetRoutes =
  ({ readTargets, setTargets }: TargetRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.get(
      '/parks/:code/targets',
      { schema: readSchema, config: { access: 'public' } },
      async ({ params, caller }) => {
        const isReader = readsChain(caller, params.code);
        const stored = (await readTargets(params.code)).map(toWire);
        const [current, ...earlier] = isReader ? stored : stored.map(withoutSetter);
        if (!current) throw new Error('the targets of every park (park *) are missing');
        return { current, earlier };
      },
    );
    app.put(
      '/parks/:code/targets',
      { schema: writeSchema, config: { access: writing } },
      async ({ params, body, principal }) => {
        const targets = {
          occupancy: toTenThousandths(body.occupancy),
          hysteresis: toTenThousandths(body.hysteresis),
          nearlyFull: toTenThousandths(body.nearlyFull),
        };
        return toWire(await setTargets(params.code, targets, principal.subject));
      },
    );
  };

function withoutSetter(targets: ReturnType<typeof toWire>) {
  const { setBy: _, ...open } = targets;
  return open;
}

const writing: Access = { resource: 'chain', action: 'write', park: ({ params }) => params['code'] };

const toTenThousandths = (share: number): number => Math.round(share * 10_000);

const toWire = ({ park, occupancy, hysteresis, nearlyFull, setBy, setAt }: StoredTargets) => ({
  appliesTo: park === '*' ? ('every-park' as const) : ('this-park' as const),
  occupancy: occupancy / 10_000,
  hysteresis: hysteresis / 10_000,
  nearlyFull: nearlyFull / 10_000,
  setBy,
  setAt: setAt.toISOString(),
});

const share = (description: string, maximum = 1) => Type.Number({ minimum: 0, maximum, description });
const TargetFields = {
  occupancy: share('The target: 0.7 is 70 %; two decimals of a percent count'),
  hysteresis: share('How far over the target occupancy must come back to count as recovered', 0.5),
  nearlyFull: share('From here on the park is nearly full'),
};
const StoredSchema = Type.Object({
  appliesTo: Type.Union([Type.Literal('this-park'), Type.Literal('every-park')]),
  ...TargetFields,
  setBy: Type.Optional(Type.String({ description: 'For readers of the park’s targets' })),
  setAt: InstantSchema,
});

const tags = ['targets'];
const params = Type.Object({ code: ParkCode });

const readSchema = {
  tags,
  summary: 'A park’s targets, and those it had before, for everybody',
  params,
  response: { 200: Type.Object({ current: StoredSchema, earlier: Type.Array(StoredSchema) }) },
};

const writeSchema = {
  tags,
  summary: 'Set a park’s targets from now on',
  params,
  body: Type.Object(TargetFields, { additionalProperties: false }),
  response: { 200: StoredSchema },
};
