import { type RegistrantKind, registrantOf, Uscc } from '@yuanqu/domain';

/** What kind of body a tenant is, and what of the programme makes sense for it. */
export interface TenantKind {
  readonly kind: RegistrantKind | 'body-without-code';
  readonly zh: string;
  readonly en: string;
  /** Whether the national table of size classes is about it: enterprises, and sole traders by reference (300号, 八). */
  readonly hasSize: boolean;
  /** Whether it may ask for loans of the district's programmes. */
  readonly mayBorrow: boolean;
}

const sized: ReadonlySet<string> = new Set<RegistrantKind>(['enterprise', 'sole-trader']);
const borrowers: ReadonlySet<string> = new Set<RegistrantKind>(['enterprise', 'sole-trader', 'cooperative']);

/** The kind that an enterprise's id tells: its credit code, or an internal id of a body that has none. */
export function tenantKindOf(id: string): TenantKind {
  if (!Uscc.is(id)) return withoutCode;
  const registrant = registrantOf(id);
  const { kind } = registrant;
  return { ...registrant, hasSize: sized.has(kind), mayBorrow: borrowers.has(kind) };
}

const withoutCode: TenantKind = {
  kind: 'body-without-code',
  zh: '无统一社会信用代码的单位',
  en: 'body without a credit code',
  hasSize: false,
  mayBorrow: false,
};

/** An internal id: B and six digits or more, which no credit code is. */
export const isBodyId = (id: string): boolean => /^B\d{6,12}$/.test(id);
export const bodyId = (number: string): string => `B${number.padStart(6, '0')}`;
