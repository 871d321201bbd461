import { Type } from 'typebox';
import { defineEvent } from '../envelope.ts';
import { Instant, ParkCode } from '../fields.ts';

const Task = {
  kind: Type.Enum(['complete-enterprise', 'settle-status-mismatch']),
  park: ParkCode,
  about: Type.String({ description: 'What it is about: a credit code, a unit' }),
};

export const taskOpened = defineEvent({
  type: 'cn.yuanqu.intake.task.opened.v1',
  summary: { zh: '待办事项', en: 'Somebody has to complete or settle something' },
  data: Type.Object({ ...Task, dueAt: Instant }),
});

export const taskClosed = defineEvent({
  type: 'cn.yuanqu.intake.task.closed.v1',
  summary: { zh: '待办办结', en: 'A task was done' },
  data: Type.Object(Task),
});
