import type { ChainDefinition, Stage } from '../domain/chain/chain-definition.ts';

/** A segment in short: code, names, and the industries that cover it. */
export type Draft = readonly [code: string, zh: string, en: string, ...industries: string[]];

export interface DraftChain {
  readonly upstream: readonly Draft[];
  readonly midstream: readonly Draft[];
  readonly downstream: readonly Draft[];
  /** Each as `from>to`. */
  readonly links: readonly string[];
  readonly source: string;
  readonly lead?: NonNullable<ChainDefinition['lead']>;
  readonly assignments?: ChainDefinition['assignments'];
}

export interface DemoChain {
  readonly park: string;
  readonly definition: ChainDefinition;
}

export const invented = '演示：环节、连接与行业代码均为虚构';
export const published = '环节名称据中新网福建新闻 2021-09-09；连接与行业代码为演示';

/** A chain written out from its short form. */
export const chainOf = ({
  links,
  source,
  lead,
  assignments = [],
  ...byStage
}: DraftChain): ChainDefinition => ({
  segments: (Object.entries(byStage) as [Stage, readonly Draft[]][]).flatMap(([stage, drafts]) =>
    drafts.map(([code, zh, en, ...industries], index) => ({
      code,
      name: { zh, en },
      stage,
      order: index + 1,
      industries,
    })),
  ),
  links: links.map((link) => {
    const [from = '', to = ''] = link.split('>');
    return { from, to };
  }),
  assignments,
  ...(lead && { lead }),
  source,
});
