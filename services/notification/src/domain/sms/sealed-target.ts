/** An address that is kept encrypted, its mask in front: `138****0000#…`. The mask is all that is ever shown. */
export const sealedTarget = (mask: string, sealed: Buffer): string => `${mask}#${sealed.toString('base64')}`;

/** The two parts again. */
export function partsOfSealed(target: string): { readonly mask: string; readonly sealed: Buffer } {
  const at = target.indexOf('#');
  return at < 0
    ? { mask: '***', sealed: Buffer.alloc(0) }
    : { mask: target.slice(0, at), sealed: Buffer.from(target.slice(at + 1), 'base64') };
}
