import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { type DataOf, defineEvent, type EventDefinition, type RecordedEvent } from './envelope.ts';
import { defineUpcast } from './upcast.ts';

const summary = { zh: '测量', en: 'Measured' };
const v1 = defineEvent({
  type: 'cn.yuanqu.intake.park.measured.v1',
  summary,
  data: Type.Object({ areaMu: Type.Number() }),
});
const v2 = defineEvent({
  type: 'cn.yuanqu.intake.park.measured.v2',
  summary,
  data: Type.Object({ areaM2: Type.Number() }),
});
const v3 = defineEvent({
  type: 'cn.yuanqu.intake.park.measured.v3',
  summary,
  data: Type.Object({ areaM2: Type.Number(), estimated: Type.Boolean() }),
});

const upcastV1 = defineUpcast(v1, v2, ({ areaMu }) => ({ areaM2: areaMu * 600 }));
const upcastV2 = defineUpcast(v2, v3, (data) => ({ ...data, estimated: false }));

const recorded = <D extends EventDefinition>(definition: D, data: DataOf<D>): RecordedEvent<D> => ({
  type: definition.type,
  id: '019a4c3f-7d00-7000-8000-2f6a1c9b5e77',
  subject: 'software',
  revision: 1,
  time: new Date(0),
  data,
  context: {},
  topic: definition.topic,
  partition: 0,
  epoch: 1,
  sequence: 1n,
});

describe('an upcaster', () => {
  it('reads an event of the version before, and keeps its identity and place', () => {
    expect(upcastV1(recorded(v1, { areaMu: 2 }))).toEqual(recorded(v2, { areaM2: 1200 }));
  });

  it('leaves an event of the new version as it is', () => {
    const event = recorded(v2, { areaM2: 5 });
    expect(upcastV1(event)).toBe(event);
  });

  it('composes with the next', () => {
    const read = upcastV2(upcastV1(recorded(v1, { areaMu: 1 })));
    expect(read).toEqual(recorded(v3, { areaM2: 600, estimated: false }));
  });

  it('is refused between versions that are no neighbours, or of other events', () => {
    expect(() => defineUpcast(v1, v3, () => ({ areaM2: 0, estimated: true }))).toThrow(
      'measured.v3 is not the version after cn.yuanqu.intake.park.measured.v1',
    );
    const moved = defineEvent({ ...v2, type: 'cn.yuanqu.intake.park.moved.v2' });
    expect(() => defineUpcast(v1, moved, () => ({ areaM2: 0 }))).toThrow('is not the version after');
  });
});
