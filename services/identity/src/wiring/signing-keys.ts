import { type Chassis, SettingsError } from '@yuanqu/service-kit';
import { type KeyRing, keyRing } from '../adapters/key-ring.ts';
import { demoKeySecret } from '../adapters/key-secret.ts';
import { type KeyVault, keyVault, UnopenableSeal } from '../adapters/key-vault.ts';
import type { IdentitySettings } from '../config.ts';

/** The vault that the settings name and the keys in it. Throws a SettingsError when there is no safe secret. */
export async function openKeys({
  settings,
  pool,
}: Pick<Chassis<IdentitySettings>, 'settings' | 'pool'>): Promise<{ vault: KeyVault; ring: KeyRing }> {
  const vault = keyVault(await keySecret(settings));
  return { vault, ring: keyRing(pool, vault) };
}

/** That tokens can be signed, found out at the start and not at the first login. */
export async function checkKeys(ring: KeyRing, now: Date): Promise<void> {
  try {
    await ring.signingKey(now);
  } catch (error) {
    if (!(error instanceof UnopenableSeal)) throw error;
    throw faulty(
      '打不开数据库里的签名密钥，应为封存它们时所用的密钥；若已丢失，见 services/identity/README.md',
      'does not open the signing keys in the database',
      'the secret they were sealed with; if it is lost, see "A lost key secret" in services/identity/README.md',
    );
  }
}

async function keySecret(settings: Chassis<IdentitySettings>['settings']): Promise<string> {
  const { YUANQU_KEY_SECRET: secret, YUANQU_DEMO: demo, YUANQU_DATA: data } = settings;
  if (secret === undefined && demo) return demoKeySecret(data);
  if (secret === undefined) throw faulty(`未设置，${wantedZh}`, 'is not set', wanted);
  if (!demo && secret.startsWith('demo-'))
    throw faulty(
      `是演示用的，人人都知道，${wantedZh}`,
      'is the one of the demo, which everybody knows',
      wanted,
    );
  return secret;
}

const wanted = 'at least 32 random characters, e.g. from `openssl rand -base64 32`; keep them';

const wantedZh = '应为：不少于 32 个随机字符，例如由 `openssl rand -base64 32` 得来；请妥善保存';

const faulty = (zh: string, problem: string, wanted: string): SettingsError =>
  new SettingsError([{ name: 'YUANQU_KEY_SECRET', zh, problem, wanted }]);
