import type { Executor } from '@yuanqu/messaging';
import type { CryptoKey } from 'jose';
import { signingKeyAt } from '../domain/signing-key-schedule.ts';
import type { KeyVault } from './key-vault.ts';
import { readSigningKeys, type SigningKeyRow } from './signing-key-store.ts';
import { openSigningKey } from './token-signer.ts';

/** The keys in memory, so that a token costs one signature and no query. */
export interface KeyRing {
  /** The key that signs at this instant. Throws when it cannot be opened with the secret in force. */
  readonly signingKey: (now: Date) => Promise<{ readonly kid: string; readonly key: CryptoKey }>;
  /** Keys have changed: read them again before the next signature. */
  readonly forget: () => void;
}

// How long another instance may go on with a key that was withdrawn here. Much less than a new key's lead.
const rereadAfterMs = 15_000;

export function keyRing(database: Executor, vault: KeyVault): KeyRing {
  let read: { readonly rows: Promise<readonly SigningKeyRow[]>; readonly atMs: number } | undefined;
  const opened = new Map<string, Promise<CryptoKey>>();
  const rows = (now: Date): Promise<readonly SigningKeyRow[]> => {
    if (!read || now.getTime() - read.atMs > rereadAfterMs) {
      read = { rows: readSigningKeys(database), atMs: now.getTime() };
      read.rows.catch(() => (read = undefined));
    }
    return read.rows;
  };
  const open = ({ kid, sealedPrivate }: SigningKeyRow): Promise<CryptoKey> => {
    const key = opened.get(kid) ?? openSigningKey(vault, kid, sealedPrivate);
    opened.set(kid, key);
    key.catch(() => opened.delete(kid));
    return key;
  };
  return {
    signingKey: async (now) => {
      const row = signingKeyAt(await rows(now), now);
      if (!row) throw new Error('there is no signing key; the rotation has not run');
      return { kid: row.kid, key: await open(row) };
    },
    forget: () => (read = undefined),
  };
}
