/** A piece of a template: text as it is, or a variable with an optional format: `{{rate | percent}}`. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly path: readonly string[]; readonly format: string | undefined };

/** What is wrong with a template, as a sentence. */
export interface TemplateFault {
  readonly code: 'template.malformed' | 'template.unknown-variable' | 'template.unsuitable-format';
  readonly detail: string;
}

const variable = /\{\{([^{}]*)\}\}/g;
const inside = /^\s*([a-zA-Z]\w*(?:\.\w+)*)\s*(?:\|\s*([a-z]+)\s*)?$/;

/** Reads a template; what cannot be read is reported and left out of the parts. */
export function parseTemplate(text: string): {
  readonly parts: readonly TemplatePart[];
  readonly faults: readonly TemplateFault[];
} {
  const parts: TemplatePart[] = [];
  const faults: TemplateFault[] = [];
  let at = 0;
  for (const match of text.matchAll(variable)) {
    pushText(text.slice(at, match.index));
    at = match.index + match[0].length;
    const [, path, format] = inside.exec(match[1] ?? '') ?? [];
    if (path === undefined) faults.push(malformed(match[0]));
    else parts.push({ kind: 'variable', path: path.split('.'), format });
  }
  pushText(text.slice(at));
  return { parts, faults };

  function pushText(piece: string): void {
    if (piece.includes('{{') || piece.includes('}}')) faults.push(malformed(piece.trim().slice(0, 40)));
    if (piece !== '') parts.push({ kind: 'text', text: piece });
  }
}

const malformed = (piece: string): TemplateFault => ({
  code: 'template.malformed',
  detail: `${piece} is not a variable: write {{name}}, {{name.field}} or {{name | format}}`,
});
