import { basename } from 'node:path';
import { demoParks } from './demo-access.ts';

export interface BannerFacts {
  readonly address: string;
  readonly demo: boolean;
  readonly data: string;
  readonly bus: string;
  readonly seconds: number;
}

const people = [
  'district-leader',
  'leading-group-office',
  'leading-group-office-2',
  'task-force-software',
  'task-force-software-2',
  'park-operator-software',
  'enterprise-software',
  'finance-officer',
  'approver-1',
  'approver-2',
  'assessor',
  'auditor',
  'security-officer',
  'administrator',
];

/** What a person at the terminal needs next: the address, who can log in, and a command that does something. */
export function banner({ address, demo, data, bus, seconds }: BannerFacts): string {
  const head = `
园区 Yuanqu  ${address}   (${seconds.toFixed(1)} s, log: ${bus}, data: ${data})
  接口文档 API docs   ${address}/        状态 Status ${address}/health/ready
`;
  return demo ? head + demoAccess(address, data) : `${head}\n`;
}

const demoAccess = (address: string, data: string): string => `
演示账号 Demo logins, password yuanqu-demo
  ${inColumns(people, 3)}
  其他园区 and of the other parks: task-force-PARK, park-operator-PARK
运营机构接入 Operators' client ids, secret yuanqu-demo
  ${inColumns(
    demoParks.map((park) => `operator-${park}`),
    3,
  )}

试一试 Try: send one occupancy update
  TOKEN=$(curl -s ${address}/api/identity/v1/token -u operator-software:yuanqu-demo -d grant_type=client_credentials | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
  UNIT=$(curl -s -H "Authorization: Bearer $TOKEN" "${address}/api/intake/v1/parks/software/units?status=vacant&limit=1" | sed 's/.*"unit":"\\([^"]*\\)".*/\\1/')
  curl -s ${address}/api/intake/v1/occupancy -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
    -d "{\\"updateId\\":\\"hello-$(date +%s)\\",\\"park\\":\\"software\\",\\"unit\\":\\"$UNIT\\",\\"status\\":\\"reserved\\",\\"observedAt\\":\\"$(date -u +%FT%TZ)\\"}"
  npx yuanqu simulate --park software --rate 500${elsewhere(address)}        # or play an operator

停止 Stop: Ctrl-C   清空 Clear the data: ${inFolder(data)}npm run reset
`;

const elsewhere = (address: string): string =>
  address === 'http://127.0.0.1:8080' ? '' : ` --url ${address}`;
const inFolder = (data: string): string => (basename(data) === '.yuanqu' ? '' : `YUANQU_DATA=${data} `);

function inColumns(words: readonly string[], columns: number): string {
  const width = Math.max(...words.map((word) => word.length)) + 3;
  const rows: string[] = [];
  for (let at = 0; at < words.length; at += columns) {
    rows.push(
      words
        .slice(at, at + columns)
        .map((word) => word.padEnd(width))
        .join('')
        .trimEnd(),
    );
  }
  return rows.join('\n  ');
}
