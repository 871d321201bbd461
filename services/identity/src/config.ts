import { type Static, Type } from 'typebox';

/** Identity's own settings; the chassis adds the common ones. */
export const IdentitySettings = Type.Object({
  YUANQU_KEY_SECRET: Type.Optional(
    Type.String({
      secret: true,
      minLength: 32,
      description:
        'the secret that seals the signing keys in the database, e.g. from `openssl rand -base64 32`',
    }),
  ),
  YUANQU_PERSON_TOKEN_MINUTES: Type.Integer({
    default: 10,
    minimum: 1,
    maximum: 60,
    description: 'how long an access token of a person is valid',
  }),
  YUANQU_CLIENT_TOKEN_MINUTES: Type.Integer({
    default: 60,
    minimum: 1,
    maximum: 24 * 60,
    description: "how long an access token of an operator's system is valid",
  }),
  YUANQU_SESSION_IDLE_HOURS: Type.Integer({
    default: 12,
    minimum: 1,
    maximum: 24 * 30,
    description: 'how long a session lives without being refreshed',
  }),
  YUANQU_SESSION_DAYS: Type.Integer({
    default: 7,
    minimum: 1,
    maximum: 90,
    description: 'how long a session lives at most',
  }),
  YUANQU_TEMPORARY_PASSWORD_DAYS: Type.Integer({
    default: 3,
    minimum: 1,
    maximum: 30,
    description: 'how long a password that an administrator gave out is valid',
  }),
  YUANQU_SIGNING_KEY_DAYS: Type.Integer({
    default: 30,
    minimum: 1,
    maximum: 365,
    description: 'how long a key signs before the next one does',
  }),
  YUANQU_LOGIN_RATE_LIMIT: Type.Integer({
    default: 120,
    minimum: 1,
    description: 'logins per minute and address',
  }),
  YUANQU_DEMO_ALLOW_ANY_HOST: Type.Boolean({
    default: false,
    description: 'demo logins although YUANQU_HOST is not loopback, for containers published on 127.0.0.1',
  }),
});
export type IdentitySettings = Static<typeof IdentitySettings>;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long what identity gives out is valid. */
export function lifetimesOf(settings: IdentitySettings) {
  const accessTokenS = settings.YUANQU_PERSON_TOKEN_MINUTES * 60;
  const clientTokenS = settings.YUANQU_CLIENT_TOKEN_MINUTES * 60;
  const longestTokenMs = Math.max(accessTokenS, clientTokenS) * 1000;
  return {
    person: {
      accessTokenS,
      refreshTokenMs: settings.YUANQU_SESSION_IDLE_HOURS * hourMs,
      sessionMs: settings.YUANQU_SESSION_DAYS * dayMs,
    },
    clientTokenS,
    temporaryPasswordMs: settings.YUANQU_TEMPORARY_PASSWORD_DAYS * dayMs,
    keys: {
      periodMs: settings.YUANQU_SIGNING_KEY_DAYS * dayMs,
      leadMs: 3 * jwksMaxAgeS * 1000,
      trailMs: longestTokenMs + 5 * minuteMs,
    },
  };
}

/** How long the key set may be cached; services read it again in this time. */
export const jwksMaxAgeS = 300;
