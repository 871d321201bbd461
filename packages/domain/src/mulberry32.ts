/**
 * Whole numbers from 0 up to, not including, 2^32; the same seed gives the same ones (mulberry32 by Tommy Ettinger, 32 bits of
 * state: short, fast and good enough for demos and tests; not for secrets).
 */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
}
