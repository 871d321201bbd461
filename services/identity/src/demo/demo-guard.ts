import { type CommonSettings, SettingsError } from '@yuanqu/service-kit';
import type { IdentitySettings } from '../config.ts';

/**
 * Demo passwords are public, so they may exist only where nobody but this machine gets in. Throws a SettingsError when
 * the demo would listen to others, or when a database with demo accounts is started without the demo.
 */
export function guardDemo(settings: IdentitySettings & CommonSettings, holdsDemoAccounts: boolean): void {
  const { YUANQU_DEMO: demo, YUANQU_HOST: host, YUANQU_DEMO_ALLOW_ANY_HOST: anyHost } = settings;
  if (demo && !anyHost && !isLoopback(host)) {
    throw new SettingsError([
      {
        name: 'YUANQU_HOST',
        zh: `为“${host}”，而 YUANQU_DEMO 为 true：演示密码是公开的；应为：127.0.0.1，在只发布到 127.0.0.1 的容器里也可设 YUANQU_DEMO_ALLOW_ANY_HOST=true`,
        problem: `is "${host}" while YUANQU_DEMO is true: the demo's passwords are public`,
        wanted: '127.0.0.1, or YUANQU_DEMO_ALLOW_ANY_HOST=true in a container published on 127.0.0.1 only',
      },
    ]);
  }
  if (!demo && holdsDemoAccounts) {
    throw new SettingsError([
      {
        name: 'YUANQU_DEMO',
        zh: '不是 true，而数据库里有演示账号，其密码是公开的；应为：true，或让 YUANQU_DATABASE_URL 指向另一个数据库',
        problem: 'is not true, but the database holds demo accounts whose passwords are public',
        wanted: 'true, or YUANQU_DATABASE_URL to another database',
      },
    ]);
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
