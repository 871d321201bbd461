import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDeliveryId } from '../../domain/delivery-id.ts';

/** A mail in the folder that stands in for a mail server. */
export interface StoredMail {
  readonly id: string;
  readonly writtenAt: Date;
  readonly bytes: number;
}

export interface MailFolder {
  /** Newest first. */
  readonly list: (limit: number) => Promise<readonly StoredMail[]>;
  /** The mail as it would have been sent (RFC 5322), if there is one of that id. */
  readonly read: (id: string) => Promise<string | undefined>;
}

const suffix = '.eml';

export const mailFolder = (folder: string): MailFolder => ({
  list: async (limit) => {
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(suffix));
    // Ids begin with the event's, whose first part is its time.
    const newest = names.toSorted().toReversed().slice(0, limit);
    return Promise.all(
      newest.map(async (name) => {
        const { mtime, size } = await stat(join(folder, name));
        return { id: name.slice(0, -suffix.length), writtenAt: mtime, bytes: size };
      }),
    );
  },
  read: async (id) => {
    // Only the id of a delivery is a file name here: nothing else leads anywhere.
    if (!parseDeliveryId(id)) return undefined;
    return readFile(join(folder, `${id}${suffix}`), 'utf8').catch(() => undefined);
  },
});
