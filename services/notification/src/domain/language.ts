/** The languages that officials read; Chinese first. */
export const languages = ['zh', 'en'] as const;

export type Language = (typeof languages)[number];

/** The same text in each language. */
export type InEachLanguage<Text = string> = Readonly<Record<Language, Text>>;
