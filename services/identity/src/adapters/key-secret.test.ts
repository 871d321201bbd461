import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoKeySecret } from './key-secret.ts';

describe('the key secret of the demo', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yuanqu-key-secret-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is made once and stays', async () => {
    const secret = await demoKeySecret(join(folder, 'data'));
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(await demoKeySecret(join(folder, 'data'))).toBe(secret);
  });

  it('is for its owner’s eyes only', async () => {
    await demoKeySecret(folder);
    const { mode } = await stat(join(folder, 'identity-key-secret'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('is the same for all who start at once, and no draft is left', async () => {
    const secrets = await Promise.all(Array.from({ length: 20 }, () => demoKeySecret(folder)));
    expect(new Set(secrets).size).toBe(1);
    expect(await readdir(folder)).toEqual(['identity-key-secret']);
  });
});
