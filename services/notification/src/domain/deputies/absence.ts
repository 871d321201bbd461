/** A person is away, and their deputy is told meanwhile what they are told. */
export interface Absence {
  readonly id: string;
  readonly officialId: string;
  readonly deputyId: string;
  readonly from: Date;
  readonly until: Date;
}

/** A person as far as it matters for who can stand in for whom. */
export interface Colleague {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly parks: '*' | readonly string[];
  readonly active: boolean;
  /** Of the roles those that no other active person holds. */
  readonly aloneIn: readonly string[];
  /** The credit code of the firm that they speak for; null: none. */
  readonly enterprise: string | null;
}
