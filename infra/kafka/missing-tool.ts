/** Something the broker needs is not on this machine; `remedy` says how to get it. */
export class MissingTool extends Error {
  override readonly name = 'MissingTool';
  readonly remedy: string;

  constructor(message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.remedy = remedy;
  }
}
