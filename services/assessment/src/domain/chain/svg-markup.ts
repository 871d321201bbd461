/** Text as XML may hold it, in content and between double quotes. */
export const escapeXml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`).replaceAll(invalid, '\uFFFD');

// XML 1.0 §2.2: what is no character there makes the whole document unreadable.
// oxlint-disable-next-line no-control-regex -- those are the ones meant
const invalid = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/gu;

type Value = string | number | undefined;

/** An element; attributes that are undefined are left out, numbers have at most two decimals. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Value>>,
  ...content: readonly string[]
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? decimal(value) : escapeXml(value ?? '')}"`)
    .join('');
  return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join('')}</${name}>`;
}

/** A line of text; `y` is its base line. */
export const textLine = (
  text: string,
  at: { readonly x: number; readonly y: number },
  attributes: Readonly<Record<string, Value>>,
): string => element('text', { ...at, ...attributes }, escapeXml(text));

/** At most two decimals, so that every machine writes the same bytes. */
export const decimal = (value: number): string => String(Math.round(value * 100) / 100);
