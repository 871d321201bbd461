import { Type } from 'typebox';

/** The settings of this service besides the common ones. */
export const AssessmentSettings = Type.Object({
  YUANQU_ASSESSMENT_CLOSE_WAIT_MS: Type.Integer({
    default: 5_000,
    minimum: 0,
    maximum: 60_000,
    description: 'how long closing a month waits for events that are on their way, in milliseconds',
  }),
});
