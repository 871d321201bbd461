import { createTransport } from 'nodemailer';
import type { AttemptOutcome } from '../../domain/delivery-outcome.ts';
import type { Send } from '../../usecases/deliver.ts';
import { composeMail } from './compose-mail.ts';

export interface SmtpOptions {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  readonly url: string;
  readonly from: string;
  readonly connections: number;
}

const timeoutMs = 8_000;

/** Sends mail over a few kept connections. A mailbox that the server refuses for good (5xx) is not tried again. */
export function smtpSender({ url, from, connections }: SmtpOptions): {
  readonly send: Send;
  readonly stop: () => void;
} {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: connections,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
  });
  return {
    send: async (delivery) => {
      if (delivery.target === undefined)
        return { kind: 'no-address', error: 'the person has no e-mail address' };
      try {
        await transport.sendMail(composeMail(delivery, delivery.target, from));
        return { kind: 'delivered' };
      } catch (error) {
        return toOutcome(error);
      }
    },
    stop: () => transport.close(),
  };
}

function toOutcome(error: unknown): AttemptOutcome {
  const { code, responseCode, command } = error as { code?: string; responseCode?: number; command?: string };
  const text = `SMTP ${command ?? ''} ${responseCode ?? code ?? 'failed'}`.replace('  ', ' ');
  const forGood = responseCode !== undefined && responseCode >= 500 && aboutThisMail.has(command ?? '');
  return {
    kind: forGood ? 'refused' : 'failed',
    error: text,
    ...(responseCode !== undefined && { status: responseCode }),
    ...(forGood && command === 'RCPT TO' && { about: 'address' as const }),
  };
}

// A 5xx at login or greeting is about us and may be put right; one about recipient or content is not.
const aboutThisMail = new Set(['RCPT TO', 'DATA']);
