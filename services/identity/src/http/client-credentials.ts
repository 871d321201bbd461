import { AppError } from '@yuanqu/domain';

export interface ClientCredentials {
  readonly clientId: string;
  readonly secret: string;
}

/**
 * A client's id and secret from the Authorization header (client_secret_basic) or the form (client_secret_post),
 * RFC 6749 §2.3.1. Errors: `token.invalid-client` when there are none, `token.invalid-request` when there are both.
 */
export function clientCredentials(
  authorization: string | undefined,
  form: { readonly client_id?: string | undefined; readonly client_secret?: string | undefined },
): ClientCredentials | AppError {
  const basic = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined)
    return form.client_id !== undefined && form.client_secret !== undefined
      ? { clientId: form.client_id, secret: form.client_secret }
      : missing();
  if (form.client_secret !== undefined)
    return new AppError(
      'token.invalid-request',
      'invalid',
      'Send the secret in the header or in the form, not in both.',
    );
  const found = fromBasic(basic);
  if (found && form.client_id !== undefined && form.client_id !== found.clientId)
    return new AppError(
      'token.invalid-request',
      'invalid',
      'The header and the form name different clients.',
    );
  return found ?? missing();
}

function fromBasic(base64: string): ClientCredentials | undefined {
  const [, clientId, secret] =
    /^([^:]*):([\s\S]*)$/.exec(Buffer.from(base64, 'base64').toString('utf8')) ?? [];
  if (clientId === undefined || secret === undefined) return undefined;
  try {
    return { clientId: formDecode(clientId), secret: formDecode(secret) };
  } catch {
    return undefined;
  }
}

/** Both halves are form-encoded before they are joined (RFC 6749 §2.3.1); throws on a broken escape. */
const formDecode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

const missing = (): AppError =>
  new AppError(
    'token.invalid-client',
    'unauthenticated',
    'Send client_id and client_secret, in the header or the form.',
  );
