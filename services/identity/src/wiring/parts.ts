import type { Chassis } from '@yuanqu/service-kit';
import { accountList } from '../adapters/account-list.ts';
import { findAccount, findCredential } from '../adapters/account-store.ts';
import { argon2Passwords } from '../adapters/argon2-passwords.ts';
import { boundedWork } from '../adapters/bounded-work.ts';
import { clientDetail, clientList } from '../adapters/client-list.ts';
import { findClient, touchSecret } from '../adapters/client-store.ts';
import { loginFailureStore } from '../adapters/login-failure-store.ts';
import { loginMetrics } from '../adapters/login-metrics.ts';
import { oneAtATime } from '../adapters/one-at-a-time.ts';
import { openPrisma } from '../adapters/prisma/open-prisma.ts';
import { readSigningKeys } from '../adapters/signing-key-store.ts';
import { generateSigningKey, makeSignToken } from '../adapters/token-signer.ts';
import { unitOfWork } from '../adapters/unit-of-work.ts';
import { type IdentitySettings, lifetimesOf } from '../config.ts';
import { openKeys } from './signing-keys.ts';

/** Of the four threads that libuv has, two are left for everything else. */
const hashesAtOnce = 2;
/** Ten seconds' worth on two cores. */
const hashesWaiting = 400;

/** The adapters over a chassis: what the use cases need from outside. */
export async function openParts(chassis: Chassis<IdentitySettings>) {
  const { settings, pool, transaction, outbox, audit, clock, metrics } = chassis;
  const { vault, ring } = await openKeys(chassis);
  const prisma = openPrisma(chassis.prismaAdapter());
  return {
    clock,
    lifetimes: lifetimesOf(settings),
    inTransaction: unitOfWork(transaction, outbox, audit),
    passwords: argon2Passwords(boundedWork(hashesAtOnce, hashesWaiting)),
    failures: loginFailureStore(pool),
    oneAtATime: oneAtATime(),
    count: loginMetrics(metrics),
    keyRing: ring,
    signToken: makeSignToken(ring.signingKey),
    generateSigningKey: () => generateSigningKey(vault),
    listSigningKeys: () => readSigningKeys(pool),
    findAccount: findAccount(pool),
    findCredential: findCredential(pool),
    listAccounts: accountList(prisma),
    findClient: findClient(pool),
    touchSecret: touchSecret(pool),
    listClients: clientList(prisma),
    findClientDetail: clientDetail(prisma),
  };
}

export type Parts = Awaited<ReturnType<typeof openParts>>;
