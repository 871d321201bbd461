import { AppError, type Month } from '@yuanqu/domain';

export const notClosed = (month: Month): AppError =>
  new AppError(
    'assessment.not-closed',
    'conflict',
    `${month} is not closed: there is nothing frozen to publish or to reckon again.`,
  );

export const alreadyPublished = (month: Month, version: number): AppError =>
  new AppError(
    'assessment.already-published',
    'conflict',
    `Version ${version} of ${month} is public already.`,
  );
