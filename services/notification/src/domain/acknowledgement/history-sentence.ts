import type { InEachLanguage } from '../language.ts';
import { templateFormats } from '../template-formats.ts';
import { termFor } from '../vocabulary.ts';
import type { HistoryLine } from './obligation.ts';

/** A line of history as a sentence in both languages. */
export function historySentence({ kind, role, person, dueAt }: HistoryLine): InEachLanguage {
  const who = { zh: whoOf(role, person, 'zh'), en: whoOf(role, person, 'en') };
  const due = (language: 'zh' | 'en'): string =>
    dueAt === null ? '' : (templateFormats['instant']?.write(dueAt.toISOString(), language) ?? '');
  return sentences[kind](who, { zh: due('zh'), en: due('en') });
}

const sentences: Readonly<
  Record<HistoryLine['kind'], (who: InEachLanguage, due: InEachLanguage) => InEachLanguage>
> = {
  opened: (who, due) => ({
    zh: `由${who.zh}签收，期限${due.zh}。`,
    en: `${who.en} has to acknowledge before ${due.en}.`,
  }),
  escalated: (who, due) => ({
    zh: `逾期未签收，转${who.zh}督办，期限${due.zh}。`,
    en: `Overdue; now with ${who.en}, to be acknowledged before ${due.en}.`,
  }),
  overdue: (who) => ({
    zh: `${who.zh}逾期未签收，已无上级可转。`,
    en: `Overdue with ${who.en}; there is nobody higher up.`,
  }),
  reassigned: (who, due) => ({
    zh: `原责任人已离任，改由${who.zh}签收，期限${due.zh}。`,
    en: `Its owner has left; now with ${who.en}, to be acknowledged before ${due.en}.`,
  }),
  acknowledged: (who, due) => ({
    zh: `${who.zh}已签收${due.zh && `,须于${due.zh}前办结`}。`,
    en: `Acknowledged by ${who.en}${due.en && `; to be done before ${due.en}`}.`,
  }),
  raised: (who, due) => ({
    zh: `已签收而未办结，转${who.zh}督办，期限${due.zh}。`,
    en: `Acknowledged but not done; now with ${who.en}, to be acknowledged before ${due.en}.`,
  }),
  undone: (who) => ({
    zh: `${who.zh}已签收而未办结，已无上级可转。`,
    en: `Acknowledged by ${who.en} but not done; there is nobody higher up.`,
  }),
  done: () => ({ zh: '已办结。', en: 'Done.' }),
};

const whoOf = (role: string, person: HistoryLine['person'], language: 'zh' | 'en'): string =>
  person === null
    ? `${termFor(role, language)}${language === 'zh' ? '（暂无人员）' : ' (nobody there)'}`
    : `${termFor(role, language)} ${person.name}`;
