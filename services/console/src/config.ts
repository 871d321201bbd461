import { CommonSettings, type Environment, readSettings, SettingsError } from '@yuanqu/service-kit';
import type { Upstreams } from './upstream.ts';

const prefix = 'YUANQU_UPSTREAM_';

/** The gateway's settings: the common ones, and a variable YUANQU_UPSTREAM_<SERVICE> for each service behind it. */
export function readGatewaySettings(env: Environment) {
  return { ...readSettings(CommonSettings, env), services: readUpstreams(env) };
}

function readUpstreams(env: Environment): Upstreams {
  const addresses = Object.entries(env).filter(([name, url]) => name.startsWith(prefix) && url);
  const faults = addresses
    .filter(([, url]) => !isHttpUrl(url))
    .map(([name, url]) => ({
      name,
      zh: `的值“${url}”不对，应为：http://主机:端口`,
      problem: `has a wrong value "${url}"`,
      wanted: 'http://host:port',
    }));
  if (addresses.length === 0)
    faults.push({
      name: `${prefix}INTAKE`,
      zh: '等变量一个也没有设置，应为：http://主机:端口',
      problem: 'or another is not set',
      wanted: 'http://host:port',
    });
  if (faults.length > 0) throw new SettingsError(faults);
  return Object.fromEntries(
    addresses.map(([name, url = '']) => [
      name.slice(prefix.length).toLowerCase(),
      { kind: 'remote', url } as const,
    ]),
  );
}

function isHttpUrl(text = ''): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/';
}
