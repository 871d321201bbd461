import type { InEachLanguage, Language } from './language.ts';

/** What codes in events are called by people. */
const vocabulary: Readonly<Record<string, InEachLanguage>> = {
  info: { zh: '提示', en: 'Information' },
  warning: { zh: '预警', en: 'Warning' },
  critical: { zh: '紧急', en: 'Critical' },
  'complete-enterprise': { zh: '补全企业信息', en: "complete an enterprise's record" },
  'settle-status-mismatch': { zh: '核对房源状态', en: "settle a unit's state" },
};

/** The word for a code, or the code itself when there is none. */
export const termFor = (code: string, language: Language): string => vocabulary[code]?.[language] ?? code;
