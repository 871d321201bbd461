import { publishedBy } from '@yuanqu/events';
import { type Assembly, type Chassis, defineService, snapshotsOf } from '@yuanqu/service-kit';
import { accountSnapshots } from './adapters/account-snapshots.ts';
import { holdsDemoAccounts } from './adapters/account-store.ts';
import { clientSnapshots } from './adapters/client-snapshots.ts';
import { firstPasswordFile, firstPasswordPath } from './adapters/first-password-file.ts';
import { dropForgottenFailures } from './adapters/login-failure-store.ts';
import { purgeEnded } from './adapters/purge.ts';
import { hashSecret, readablePassword } from './adapters/random-secret.ts';
import { IdentitySettings, jwksMaxAgeS } from './config.ts';
import { guardDemo } from './demo/demo-guard.ts';
import { loadDemo } from './demo/load-demo.ts';
import { housekeeping } from './wiring/housekeeping.ts';
import { accountRoutes } from './http/account-routes.ts';
import { clientRoutes } from './http/client-routes.ts';
import { jwksRoute } from './http/jwks-route.ts';
import { logDenials } from './http/log-denials.ts';
import { loginRoutes } from './http/login-routes.ts';
import { meRoutes } from './http/me-routes.ts';
import { signingKeyRoutes } from './http/signing-key-routes.ts';
import { tokenRoute } from './http/token-route.ts';
import { openParts, type Parts } from './wiring/parts.ts';
import { checkKeys } from './wiring/signing-keys.ts';
import { makeFirstAdministrator } from './usecases/make-first-administrator.ts';
import { type UseCases, wireUseCases } from './wiring/use-cases.ts';

/** Accounts, roles and park scopes, login, OAuth 2 clients of operators, signing keys. */
export const identity = defineService({
  name: 'identity',
  purpose:
    'Who may do what: accounts and roles of people, sessions, OAuth 2 clients of operators’ systems, and the keys that tokens are signed with.',
  settings: IdentitySettings,
  migrations: new URL('../prisma/migrations/', import.meta.url),
  events: publishedBy('identity'),
  async assemble(chassis): Promise<Assembly> {
    const { settings, pool, clock, log } = chassis;
    guardDemo(settings, await holdsDemoAccounts(pool));
    const parts = await openParts(chassis);
    const useCases = wireUseCases(parts);
    await useCases.keepSigningKeys();
    await checkKeys(parts.keyRing, clock());
    await settle(chassis, parts);
    const snapshots = snapshotsOf(chassis, [accountSnapshots, clientSnapshots]);
    return {
      routes: [...routes(chassis, parts, useCases), ...snapshots.routes],
      background: [
        ...snapshots.background,
        housekeeping(
          [
            { name: 'rotate signing keys', run: useCases.keepSigningKeys },
            { name: 'purge ended sessions', run: () => purgeEnded(pool, clock()) },
            { name: 'forget login failures', run: () => dropForgottenFailures(pool, clock()) },
          ],
          log,
        ),
      ],
    };
  },
});

/** Somebody must be able to log in: the demo's people, or a first administrator. */
async function settle({ settings, log, clock }: Chassis<IdentitySettings>, parts: Parts): Promise<void> {
  const { inTransaction, passwords, lifetimes } = parts;
  if (settings.YUANQU_DEMO) {
    if (await loadDemo({ inTransaction, passwords, hashSecret, clock })) log.info({}, 'demo accounts made');
    return;
  }
  const made = await makeFirstAdministrator({
    inTransaction,
    passwords,
    newPassword: readablePassword,
    keepPassword: firstPasswordFile(settings.YUANQU_DATA),
    clock,
    temporaryPasswordMs: lifetimes.temporaryPasswordMs,
  });
  if (made) {
    const file = firstPasswordPath(settings.YUANQU_DATA);
    log.warn({ username: 'administrator', file }, 'first administrator made; the file holds the password');
  }
}

const routes = ({ settings, clock }: Chassis<IdentitySettings>, parts: Parts, useCases: UseCases) => [
  logDenials,
  loginRoutes({ ...useCases, loginsPerMinute: settings.YUANQU_LOGIN_RATE_LIMIT }),
  tokenRoute(useCases),
  meRoutes({ ...parts, ...useCases }),
  accountRoutes({ ...parts, ...useCases }),
  clientRoutes({ ...parts, ...useCases }),
  signingKeyRoutes({ ...parts, ...useCases, now: clock }),
  jwksRoute(parts.listSigningKeys, jwksMaxAgeS),
];
