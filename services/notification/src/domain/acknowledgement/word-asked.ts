import type { InEachLanguage } from '../language.ts';
import { templateFormats } from '../template-formats.ts';
import { termFor } from '../vocabulary.ts';

/** What is asked of those who read a message that has to be acknowledged: by whom, and until when. */
export function askedOf({ role, dueAt }: { readonly role: string; readonly dueAt: Date }): InEachLanguage {
  const until = (language: 'zh' | 'en'): string =>
    templateFormats['instant']?.write(dueAt.toISOString(), language) ?? dueAt.toISOString();
  return {
    zh: `须由${termFor(role, 'zh')}于${until('zh')}前签收。`,
    en: `To be acknowledged by the ${termFor(role, 'en')} before ${until('en')}.`,
  };
}
