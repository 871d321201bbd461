import type { Clock, FieldError } from '@yuanqu/domain';
import type { Language } from '../domain/language.ts';
import type { Notice, Wording } from '../domain/notice.ts';
import { wordNotice } from '../domain/word-notice.ts';
import { faultsOf } from './change-template.ts';

/** The newest notice of an event type, to show a template with. */
export type ReadLatestNotice = (eventType: string) => Promise<Notice | undefined>;

export interface PreviewTemplatePorts {
  readonly readLatestNotice: ReadLatestNotice;
  readonly readParkNames: (codes: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly clock: Clock;
}

/** A template filled in with the newest notice of its kind (dashes where there is none), and what is wrong with it. */
export const makePreviewTemplate =
  ({ readLatestNotice, readParkNames, clock }: PreviewTemplatePorts) =>
  async (
    template: Wording & { readonly eventType: string; readonly language: Language },
  ): Promise<Wording & { readonly faults: readonly FieldError[] }> => {
    const faults = faultsOf(template);
    const notice = (await readLatestNotice(template.eventType)) ?? nothingYet(template.eventType, clock());
    const names = await readParkNames(notice.parks);
    const { wording } = wordNotice(
      notice,
      { [template.language]: template },
      (code) => names.get(code) ?? code,
    );
    return { ...wording[template.language], faults };
  };

const nothingYet = (eventType: string, occurredAt: Date): Notice => ({
  eventId: '',
  eventType,
  severity: 'info',
  parks: [],
  subject: '',
  occurredAt,
  data: {},
});
