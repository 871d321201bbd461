import type { Send } from '../../usecases/deliver.ts';
import { fileSender } from './file-sender.ts';
import { smtpSender } from './smtp-sender.ts';

/** What sends mail, and how many at a time. */
export interface MailSender {
  readonly send: Send;
  readonly slots: number;
  readonly stop: () => void;
}

const smtpConnections = 5;
const filesAtATime = 200;

/** The mail server of the URL, else a folder of files. */
export function openMailSender(smtpUrl: string | undefined, folder: string, from: string): MailSender {
  if (smtpUrl === undefined) return { send: fileSender(folder, from), slots: filesAtATime, stop: () => {} };
  const smtp = smtpSender({ url: smtpUrl, from, connections: smtpConnections });
  // More slots than connections keep them busy between claims; what waits for one does so within its lease.
  return { ...smtp, slots: smtpConnections * 2 };
}
