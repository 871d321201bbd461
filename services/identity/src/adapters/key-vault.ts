import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Seals private keys for the database. `label` (the key's id) is bound to what is sealed: rows cannot be swapped. */
export interface KeyVault {
  readonly seal: (plain: Buffer, label: string) => Buffer;
  /** Throws UnopenableSeal when the secret or the label is another one, or a bit was changed. */
  readonly open: (sealed: Buffer, label: string) => Buffer;
}

/** What was sealed cannot be opened with this secret and label. */
export class UnopenableSeal extends Error {
  override readonly name = 'UnopenableSeal';
}

const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under a key derived from the secret; a sealed value is iv, tag and text. */
export function keyVault(secret: string): KeyVault {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'yuanqu identity signing keys', 32));
  return {
    seal: (plain, label) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(label));
      const text = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]);
    },
    open: (sealed, label) => {
      const iv = sealed.subarray(0, ivBytes);
      const tag = sealed.subarray(ivBytes, ivBytes + tagBytes);
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(label)).setAuthTag(tag);
      const text = decipher.update(sealed.subarray(ivBytes + tagBytes));
      try {
        return Buffer.concat([text, decipher.final()]);
      } catch (cause) {
        throw new UnopenableSeal(`the seal of ${label} cannot be opened with this secret`, { cause });
      }
    },
  };
}
