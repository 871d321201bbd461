import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { deliveryId } from '../../domain/delivery-id.ts';
import type { Send } from '../../usecases/deliver.ts';
import { composeMail } from './compose-mail.ts';

/**
 * Writes each mail to `<folder>/<delivery id>.eml` instead of sending it. A repetition replaces the file, and one half
 * written is never seen.
 */
export function fileSender(folder: string, from: string): Send {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  let made: Promise<unknown> | undefined;
  return async (delivery) => {
    if (delivery.target === undefined)
      return { kind: 'no-address', error: 'the person has no e-mail address' };
    try {
      await (made ??= mkdir(folder, { recursive: true, mode: 0o700 }));
      const { message } = await transport.sendMail(composeMail(delivery, delivery.target, from));
      const file = join(folder, `${deliveryId(delivery)}.eml`);
      await writeFile(`${file}.part`, message, { mode: 0o600 });
      await rename(`${file}.part`, file);
      return { kind: 'delivered' };
    } catch (error) {
      made = undefined;
      return {
        kind: 'failed',
        error: `mail folder: ${(error as NodeJS.ErrnoException).code ?? String(error)}`,
      };
    }
  };
}
