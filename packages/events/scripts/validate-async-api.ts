import { DiagnosticSeverity, Parser } from '@asyncapi/parser';

/** What AsyncAPI's own parser finds wrong with a document, a line each; its hints on good form are left out. */
export async function validateAsyncApi(document: string): Promise<readonly string[]> {
  const { diagnostics } = await new Parser().parse(document);
  return diagnostics
    .filter(({ severity }) => reported.has(severity))
    .map(({ path, message }) => `asyncapi.json /${path.join('/')}: ${message}`);
}

const reported = new Set([DiagnosticSeverity.Error, DiagnosticSeverity.Warning]);
