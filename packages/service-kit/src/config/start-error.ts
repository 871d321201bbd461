/**
 * A start that cannot go on until a person changes something. The message is for that person, Chinese then English: what
 * is wrong, where, what to do; it is shown as it is, without a stack.
 */
export class StartError extends Error {
  override readonly name: string = 'StartError';
}
