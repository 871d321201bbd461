import type { PersonalChannel } from '../domain/channel.ts';
import type { Language } from '../domain/language.ts';
import type { Severity } from '../domain/severity.ts';

/** An event that might happen. */
export interface Supposed {
  readonly eventType: string;
  readonly severity: Severity;
  /** Absent: it concerns the whole district. */
  readonly park?: string;
}

export interface AudienceMember {
  readonly officialId: string;
  readonly username: string;
  readonly roles: readonly string[];
  readonly language: Language;
  /** Where it would be sent besides the inbox; addresses are masked. */
  readonly outside: readonly { readonly channel: PersonalChannel; readonly address: string }[];
}

export interface Audience {
  readonly people: number;
  readonly email: number;
  readonly webhook: number;
  /** The first of them by user name. */
  readonly items: readonly AudienceMember[];
}

/** Who would be told, by the very statement that planning uses. Nothing is written. */
export type PreviewAudience = (supposed: Supposed, limit: number) => Promise<Audience>;
