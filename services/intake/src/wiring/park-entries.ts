import type { Executor } from '@yuanqu/messaging';
import type { RoutePlugin } from '@yuanqu/service-kit';
import { lockPark } from '../adapters/land/park-facts.ts';
import {
  findDistrict,
  lockDistrict,
  readUntoldOfPark,
  saveDistrict,
  savePark,
} from '../adapters/parks/park-entries.ts';
import { parkEntryRoutes } from '../http/parks/park-entry-routes.ts';
import { makeEnterDistrict } from '../usecases/parks/enter-district.ts';
import { makeEnterPark } from '../usecases/parks/enter-park.ts';
import type { RegistryPorts } from '../usecases/registry-ports.ts';

/** The district and its parks. */
export const parkEntries = ({
  pool,
  registry,
}: {
  readonly pool: Executor;
  readonly registry: RegistryPorts;
}): RoutePlugin =>
  parkEntryRoutes({
    enterPark: makeEnterPark({ ...registry, lockPark, findDistrict, readUntoldOfPark, savePark }),
    findDistrict: () => findDistrict(pool),
    enterDistrict: makeEnterDistrict({ ...registry, lockDistrict, saveDistrict }),
  });
