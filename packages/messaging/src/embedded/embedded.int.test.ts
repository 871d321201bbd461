import { describe } from 'vitest';
import { busContract } from '../../contract/bus-contract.ts';

describe('the embedded bus', () => {
  busContract({ kind: 'embedded' });
});
