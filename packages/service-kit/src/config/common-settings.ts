import { type Static, Type } from 'typebox';

/** The settings that every service has; a service's own schema adds to them. */
export const CommonSettings = Type.Object({
  YUANQU_DATABASE_URL: Type.String({
    default: 'postgres://postgres@127.0.0.1:5432/',
    secret: true,
    description:
      'a postgres:// URL; {service} in it stands for the service, without a database it is yuanqu_{service}',
  }),
  YUANQU_DATABASE_POOL: Type.Integer({
    default: 10,
    minimum: 2,
    maximum: 200,
    description: 'connections per service',
  }),
  YUANQU_BUS: Type.Optional(
    Type.Union([Type.Literal('embedded'), Type.Literal('kafka')], {
      description: 'which log carries the events',
    }),
  ),
  YUANQU_KAFKA_BROKERS: Type.Array(
    Type.String({ pattern: '^[^:/\\s]+:\\d{1,5}$|^\\[[0-9a-fA-F:]+\\]:\\d{1,5}$' }),
    {
      default: [],
      zh: '各 broker 的 主机:端口，例如 127.0.0.1:9092',
      description: 'host:port of each broker, separated by commas, such as 127.0.0.1:9092',
    },
  ),
  YUANQU_REDIS_URL: Type.Optional(
    Type.String({ secret: true, description: 'a redis:// URL, when several instances run' }),
  ),
  YUANQU_HOST: Type.String({ default: '127.0.0.1', description: 'the address to listen on' }),
  YUANQU_PORT: Type.Integer({
    default: 8080,
    minimum: 0,
    maximum: 65535,
    zh: '监听的端口',
    description: 'the port to listen on',
  }),
  YUANQU_TRUSTED_PROXIES: Type.Array(Type.String(), {
    default: ['loopback'],
    description:
      'addresses or networks of the proxies whose X-Forwarded-For is believed, separated by commas',
  }),
  YUANQU_LOG_LEVEL: Type.Union(
    [
      Type.Literal('fatal'),
      Type.Literal('error'),
      Type.Literal('warn'),
      Type.Literal('info'),
      Type.Literal('debug'),
      Type.Literal('trace'),
      Type.Literal('silent'),
    ],
    { default: 'info' },
  ),
  YUANQU_JWKS_URL: Type.String({
    default: 'http://127.0.0.1:8080/api/identity/v1/.well-known/jwks.json',
    pattern: '^(https?:|data:)',
    description: "where identity's signing keys are: an http(s): or data: URL",
  }),
  YUANQU_OTLP_URL: Type.Optional(
    Type.String({
      format: 'uri',
      description: "a collector's URL for traces, e.g. http://127.0.0.1:4318/v1/traces",
    }),
  ),
  YUANQU_RATE_LIMIT: Type.Integer({
    default: 1200,
    minimum: 0,
    description:
      'requests per minute and caller, 0 for no limit; routes marked as streaming are never limited',
  }),
  YUANQU_DEMO: Type.Boolean({ default: false, description: 'whether the demo district is loaded' }),
  YUANQU_HOLIDAYS: Type.Optional(
    Type.String({
      description:
        'a JSON file of the holidays of years that the platform does not bring, for deadlines in working days',
    }),
  ),
  YUANQU_DATA: Type.String({ default: '.yuanqu', description: 'the folder for local data' }),
});
export type CommonSettings = Static<typeof CommonSettings>;
