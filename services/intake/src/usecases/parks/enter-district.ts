import { AppError } from '@yuanqu/domain';
import { checkEntry } from '@yuanqu/service-kit';
import type { RegistryPorts } from '../registry-ports.ts';
import type { District, FindDistrict, KnownDistrict, SaveDistrict } from './park-ports.ts';

/**
 * Registers the district of this installation, or renames it at the revision that was seen. Codes: `intake.other-district`,
 * `request.precondition-required`, `request.changed-meanwhile`.
 */
export const makeEnterDistrict =
  ({
    transaction,
    lockDistrict,
    saveDistrict,
  }: Pick<RegistryPorts, 'transaction'> & {
    readonly lockDistrict: FindDistrict;
    readonly saveDistrict: SaveDistrict;
  }) =>
  (district: District, expected: number | undefined): Promise<KnownDistrict> =>
    transaction(async (tx) => {
      const known = await lockDistrict(tx);
      if (known && known.code !== district.code)
        throw new AppError(
          'intake.other-district',
          'conflict',
          `本系统服务于 ${known.name}（${known.code}）。 This installation serves ${known.code}; another district has its own.`,
        );
      checkEntry(known, expected);
      const entered = { ...district, revision: (known?.revision ?? 0) + 1 };
      await saveDistrict(tx, entered);
      return entered;
    });
