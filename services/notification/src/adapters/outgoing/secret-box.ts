import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Keeps secrets in the database so that the database alone does not give them away. */
export interface SecretBox {
  readonly seal: (secret: string, owner: string) => Buffer;
  /** Throws when it was sealed with another key, for another owner, or changed. */
  readonly open: (sealed: Buffer, owner: string) => string;
}

const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM, bound to the owner: a sealed secret copied to another row does not open. */
export const secretBox = (key: Buffer): SecretBox => ({
  seal: (secret, owner) => {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
    return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  },
  open: (sealed, owner) => {
    const body = sealed.subarray(nonceBytes, -tagBytes);
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes))
      .setAAD(Buffer.from(owner))
      .setAuthTag(sealed.subarray(-tagBytes));
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  },
});
