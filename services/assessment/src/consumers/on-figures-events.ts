import { type ConsumerDefinition, defineConsumer, type Executor } from '@yuanqu/messaging';
import { type FiguresEvent, figuresEvents } from '../usecases/evidence/apply-figures-events.ts';
import { figuresGroup } from '../usecases/evidence/evidence-ports.ts';

/** Monthly figures of enterprises. */
export const onFiguresEvents = (
  applyFiguresEvents: (tx: Executor, events: readonly FiguresEvent[]) => Promise<void>,
): ConsumerDefinition =>
  defineConsumer({ group: figuresGroup, events: [...figuresEvents], handle: applyFiguresEvents });
