import type { Static } from 'typebox';
import { byteOrderMark, csvLine } from '../http/csv.ts';
import { type AuditItem, auditOnWire } from './audit-wire.ts';
import type { AuditLine } from './read-audit.ts';

/** The lines of the trail as a table, page by page as they are read. */
export async function* auditCsv(pages: AsyncIterable<readonly AuditLine[]>): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(heading);
  for await (const lines of pages) yield lines.map((line) => csvLine(cellsOf(auditOnWire(line)))).join('');
}

const heading = [
  '序号',
  '时间',
  '操作人',
  '姓名',
  '角色',
  '操作',
  '对象类别',
  '对象',
  '园区',
  '理由',
  '请求编号',
  'IP',
  '之前',
  '之后',
];

function cellsOf(item: Static<typeof AuditItem>): readonly (string | undefined)[] {
  const { sequence, at, actor, action, resource, target, park, reason, requestId, ip, before, after, cut } =
    item;
  const omitted = cut ? `过长，见 /audit/${sequence}` : undefined;
  return [
    sequence,
    at,
    actor.subject,
    actor.name,
    actor.roles?.join(' '),
    action,
    resource,
    target,
    park,
    reason,
    requestId,
    ip,
    before === undefined ? omitted : JSON.stringify(before),
    after === undefined ? omitted : JSON.stringify(after),
  ];
}
