import type { Language } from '../language.ts';
import type { Severity } from '../severity.ts';

/** The products whose group chats take robots: 企业微信 and 钉钉. */
export const robotKinds = ['wecom', 'dingtalk'] as const;

export type RobotKind = (typeof robotKinds)[number];

/** `disabled`: the product does not know the robot any more, or refuses what it signs. */
export type RobotState = 'active' | 'paused' | 'disabled';

/** Whose chat it is and what is let through to it. */
export interface RobotContent {
  readonly name: string;
  /** Null: a chat of the whole district. */
  readonly park: string | null;
  /** The chat is told what this role is told. */
  readonly role: string;
  readonly language: Language;
  readonly minSeverity: Severity;
}

/** A robot as it may be shown: its token and secret stay inside. */
export interface Robot extends RobotContent {
  readonly id: string;
  readonly kind: RobotKind;
  /** The token's last characters. */
  readonly hint: string;
  readonly state: RobotState;
  readonly stateReason: string | null;
  /** Nothing is sent before then: the product asked to be left alone, or does not answer. */
  readonly heldUntil: Date | null;
  readonly revision: number;
  readonly changedBy: string;
  readonly changedAt: Date;
}

/** What opens a chat: the token of its address and, of DingTalk, the secret that signs. */
export interface RobotKey {
  readonly token: string;
  readonly secret?: string;
}
