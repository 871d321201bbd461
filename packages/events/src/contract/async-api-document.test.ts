import { describe, expect, it } from 'vitest';
import { catalogue, publishedBy } from '../catalogue.ts';
import { topics } from '../topics.ts';
import { asyncApiDocument } from './async-api-document.ts';

describe('the AsyncAPI document', () => {
  it('has a channel for each topic and a message for each event', () => {
    const { channels, components } = asyncApiDocument();
    expect(Object.keys(channels).sort()).toEqual(topics.map(({ name }) => name).sort());
    expect(Object.keys(components.messages)).toEqual(catalogue.map(({ type }) => type));
  });

  it('tells the key and the partitions of a topic', () => {
    expect(asyncApiDocument().channels['yuanqu.intake.unit']).toMatchObject({
      description: expect.stringContaining("Key: the aggregate's id. Partitions: 12"),
      bindings: { kafka: { topic: 'yuanqu.intake.unit', partitions: 12 } },
    });
  });

  it('names an event in Chinese and English', () => {
    const message = asyncApiDocument().components.messages['cn.yuanqu.intake.park.registered.v1'];
    expect(message).toMatchObject({ title: '园区登记', summary: 'A themed park was registered' });
  });

  it('can be that of one service', () => {
    expect(Object.keys(asyncApiDocument(publishedBy('identity')).channels)).toEqual([
      'yuanqu.identity.account',
      'yuanqu.identity.client',
    ]);
  });

  it('is the same every time, and nothing but JSON', () => {
    expect(asyncApiDocument()).toEqual(JSON.parse(JSON.stringify(asyncApiDocument())));
  });
});
