import { AppError } from '@yuanqu/domain';
import type { RegistryPorts } from '../registry-ports.ts';
import type { District, FindDistrict, SaveDistrict } from './park-ports.ts';

/** Registers the district of this installation, or renames it. Code: `intake.other-district`. */
export const makeEnterDistrict =
  ({
    transaction,
    findDistrict,
    saveDistrict,
  }: Pick<RegistryPorts, 'transaction'> & {
    readonly findDistrict: FindDistrict;
    readonly saveDistrict: SaveDistrict;
  }) =>
  (district: District): Promise<District> =>
    transaction(async (tx) => {
      const known = await findDistrict(tx);
      if (known && known.code !== district.code)
        throw new AppError(
          'intake.other-district',
          'conflict',
          `本系统服务于 ${known.name}（${known.code}）。 This installation serves ${known.code}; another district has its own.`,
        );
      await saveDistrict(tx, district);
      return district;
    });
