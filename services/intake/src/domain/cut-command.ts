/** A unit that is to be made, without what it takes over from the old ones. */
export interface NewPart {
  readonly id: string;
  readonly code: string;
  /** m², two decimals. */
  readonly areaM2: number;
}

/** What a split and a merger have in common; `taken` are those of the new codes that the park has or ever had. */
export interface CutCommand {
  readonly at: Date;
  readonly now: Date;
  readonly taken: ReadonlySet<string>;
}
