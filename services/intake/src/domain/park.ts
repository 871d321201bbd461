/** A themed park of the district: the one of 一区多园. */
export interface Park {
  readonly code: string;
  readonly name: string;
  readonly theme: string;
  /** GB/T 4754 divisions, groups or classes. */
  readonly leadingIndustries: readonly string[];
  readonly positioning?: string | undefined;
  readonly since: Date;
  /** What a source says about it, as published, with the source. */
  readonly published?: object | undefined;
  readonly demo: boolean;
  readonly subParks: readonly SubPark[];
  readonly plots: readonly Plot[];
  readonly buildings: readonly Building[];
}

/** N号园; number 1 leads. */
export interface SubPark {
  readonly code: string;
  readonly number: number;
  readonly name: string;
  readonly demo: boolean;
}

export interface Plot {
  readonly code: string;
  readonly subPark: string;
  readonly name: string;
  readonly landAreaM2: number;
  readonly demo: boolean;
}

export interface Building {
  readonly code: string;
  readonly subPark: string;
  readonly plot?: string | undefined;
  readonly name: string;
  /** Numbers of its floors; −1 is the first basement, there is no 0. */
  readonly floors: readonly number[];
  readonly demo: boolean;
}
