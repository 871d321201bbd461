import { InstantSchema } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import {
  type Access,
  type App,
  expectedRevision,
  ifMatchHeader,
  type RoutePlugin,
  sendRevision,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { ChainDefinition } from '../../domain/chain/chain-definition.ts';
import { drawChain } from '../../domain/chain/draw-chain.ts';
import type { ChainVersion, StoredChain } from '../../usecases/chain/chain-ports.ts';
import type { FilledChain } from '../../usecases/chain/read-chain.ts';
import { fileLanguage, LanguageQuery } from '../file-language.ts';
import { chainOnWire, readsEnterprises } from './chain-on-wire.ts';
import { ChainSchema, VersionsSchema } from './chain-schemas.ts';

export interface ChainRoutesOptions {
  readonly readChain: (park: string) => Promise<FilledChain>;
  readonly readDefinition: (park: string) => Promise<StoredChain>;
  readonly listVersions: (park: string) => Promise<readonly ChainVersion[]>;
  readonly saveChain: (
    park: string,
    definition: ChainDefinition,
    expected: number,
    by: string,
  ) => Promise<StoredChain>;
}

/** `/parks/{code}/chain`: a park's industrial chain as graph and picture, for everybody; entered by those who may. */
export const chainRoutes =
  ({ readChain, readDefinition, listVersions, saveChain }: ChainRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.get(
      '/parks/:code/chain',
      { schema: readSchema, config: { access: 'public' } },
      async ({ params, caller }, reply) => {
        const chain = await readChain(params.code);
        sendRevision(reply, chain.revision);
        return chainOnWire(chain, caller);
      },
    );
    app.get(
      '/parks/:code/chain.svg',
      { schema: drawSchema, config: { access: 'public' } },
      async ({ params, query, headers, caller }, reply) => {
        const { map } = await readChain(params.code);
        void reply.headers(svgHeaders);
        const language = fileLanguage(query.lang, headers['accept-language']);
        return drawChain(map, language, readsEnterprises(caller, map.park.code));
      },
    );
    app.get(
      '/parks/:code/chain/definition',
      { schema: definitionSchema, config: { access: writing } },
      async ({ params }, reply) => answer(reply, await readDefinition(params.code)),
    );
    app.get(
      '/parks/:code/chain/versions',
      { schema: versionsSchema, config: { access: reading } },
      async ({ params }) => ({
        items: (await listVersions(params.code)).map(({ changedAt, ...version }) =>
          Object.assign(version, { changedAt: changedAt.toISOString() }),
        ),
      }),
    );
    app.put(
      '/parks/:code/chain',
      { schema: writeSchema, config: { access: writing } },
      async (request, reply) => {
        const { params, body, principal } = request;
        return answer(
          reply,
          await saveChain(params.code, body, expectedRevision(request), principal.subject),
        );
      },
    );
  };

const reading: Access = { resource: 'chain', action: 'read', park: ({ params }) => params['code'] };
const writing: Access = { resource: 'chain', action: 'write', park: ({ params }) => params['code'] };

function answer(reply: Parameters<typeof sendRevision>[0], chain: StoredChain) {
  const { park, revision, definition, changedBy, changedAt } = chain;
  sendRevision(reply, revision);
  return { park, revision, definition, changedBy, changedAt: changedAt.toISOString() };
}

/** Opened by itself a picture runs nothing and fetches nothing, whatever is written in it. */
const svgHeaders = {
  'content-type': 'image/svg+xml; charset=utf-8',
  vary: 'accept-language, authorization',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
};

const tags = ['chain map'];
const params = Type.Object({ code: ParkCode });
const StoredSchema = Type.Object({
  park: ParkCode,
  revision: Type.Integer({ description: 'For If-Match' }),
  definition: ChainDefinition,
  changedBy: Type.String(),
  changedAt: InstantSchema,
});

const readSchema = {
  tags,
  summary:
    'A park’s industrial chain: segments, links, who covers what, gaps, lead enterprise, whom to attract first',
  params,
  response: { 200: ChainSchema },
};
const drawSchema = {
  tags,
  summary:
    'The same as a picture, upstream to downstream from left to right; firms are named to readers of the park’s enterprises',
  params,
  querystring: Type.Object(LanguageQuery),
  produces: ['image/svg+xml'],
  response: { 200: Type.String() },
};
const definitionSchema = {
  tags,
  summary: 'The chain as it was entered, to be edited',
  params,
  response: { 200: StoredSchema },
};
const versionsSchema = {
  tags,
  summary: 'The versions of a park’s chain, newest first',
  params,
  response: { 200: VersionsSchema },
};
const writeSchema = {
  tags,
  summary: 'Enter or replace a park’s chain as a whole; the first version is made on If-Match "0"',
  params,
  headers: Type.Object(ifMatchHeader),
  body: ChainDefinition,
  response: { 200: StoredSchema },
};
