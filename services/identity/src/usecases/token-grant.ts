/** What a successful login or token request gives, RFC 6749 §5.1. */
export interface TokenGrant {
  readonly accessToken: string;
  readonly expiresInS: number;
  readonly refreshToken?: string;
}

/** How long what people get is valid. */
export interface PersonLifetimes {
  readonly accessTokenS: number;
  /** A session not refreshed for so long is over. */
  readonly refreshTokenMs: number;
  /** However often it is refreshed, a session ends after so long. */
  readonly sessionMs: number;
}
