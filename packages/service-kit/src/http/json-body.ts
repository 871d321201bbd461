import { AppError } from '@yuanqu/domain';
import type { App } from './app.ts';

const maxDepth = 64;

/**
 * Replaces Fastify's JSON parser by one that refuses, besides malformed JSON, what would blow up later: nesting too deep
 * to serialise again, and NUL characters, which PostgreSQL cannot store.
 */
export function registerJsonBody(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'ignore');
  // Plain text, which Fastify would read too, is no form of anything here: it is answered 415.
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (holdsNul(body) && !request.routeOptions.config.judgesTexts)
      return done(new AppError('request.nul-character', 'invalid', 'NUL character in the body'));
    if (isTooDeep(body)) return done(new AppError('request.too-deep', 'invalid', 'nested too deeply'));
    return parse(request, body, done);
  });
}

/** An unescaped `\u0000` in JSON text; a NUL byte itself is malformed JSON anyway. */
export const holdsNul = (json: string): boolean =>
  json.includes('\\u0000') && /(?<!\\)(?:\\\\)*\\u0000/.test(json);

/** Whether arrays and objects are nested beyond the limit; brackets inside strings don't count. */
export function isTooDeep(json: string): boolean {
  let depth = 0;
  for (let i = 0; i < json.length; i += 1) {
    switch (json.charCodeAt(i)) {
      case 0x22: // "
        i = endOfString(json, i);
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth += 1;
        if (depth > maxDepth) return true;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth -= 1;
        break;
      default:
    }
  }
  return false;
}

/** The place of the quote that ends the string which begins at `start`. */
function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end === -1 ? json.length : end;
}

function isEscaped(json: string, quote: number): boolean {
  let slashes = 0;
  while (json.charCodeAt(quote - 1 - slashes) === 0x5c) slashes += 1;
  return slashes % 2 === 1;
}
