import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { maskPhoneNumber } from '../../domain/sms/phone-number.ts';
import type { SmsProvider } from './http-sms-provider.ts';

/** Writes each text message to `<folder>/<delivery id>.json`, its number masked, instead of sending it. A repetition replaces the file. */
export function fileSmsProvider(folder: string): SmsProvider {
  let made: Promise<unknown> | undefined;
  return {
    send: async ({ id, to, templateId, variables }) => {
      try {
        await (made ??= mkdir(folder, { recursive: true, mode: 0o700 }));
        const file = join(folder, `${id}.json`);
        const text = JSON.stringify({ id, to: maskPhoneNumber(to), templateId, variables }, undefined, 2);
        await writeFile(`${file}.part`, `${text}\n`, { mode: 0o600 });
        await rename(`${file}.part`, file);
        return { kind: 'delivered' };
      } catch (error) {
        made = undefined;
        return {
          kind: 'failed',
          error: `SMS folder: ${(error as NodeJS.ErrnoException).code ?? String(error)}`,
        };
      }
    },
    stop: async () => {},
  };
}
