import { Type } from 'typebox';

/** The settings of this service beside those that all have. */
export const IntakeSettings = Type.Object({
  YUANQU_INTAKE_BATCH_LINES: Type.Integer({
    default: 1_000,
    minimum: 1,
    maximum: 5_000,
    description: 'lines that are committed together, from all requests and streams',
  }),
  YUANQU_INTAKE_BATCH_DELAY_MS: Type.Integer({
    default: 2,
    minimum: 0,
    maximum: 100,
    description: 'how long the first line after a pause waits for company',
  }),
  YUANQU_INTAKE_WAITING_LINES: Type.Integer({
    default: 20_000,
    minimum: 1_000,
    description: 'lines waiting for their commit beyond which senders are told to come again',
  }),
  YUANQU_INTAKE_STREAMS: Type.Integer({ default: 256, minimum: 1, description: 'streams open at a time' }),
  YUANQU_INTAKE_STREAM_IDLE_MS: Type.Integer({
    default: 120_000,
    minimum: 1_000,
    description: 'a stream that completes no line for so long is ended',
  }),
  YUANQU_INTAKE_PATIENCE_MS: Type.Integer({
    default: 10_000,
    minimum: 0,
    description: 'how long a stream waits for room before it is told to come again',
  }),
});
