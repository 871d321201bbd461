import type { ListParks, ParkFacts, ReadParkTree } from '../usecases/registry-queries.ts';
import type { PrismaClient } from './prisma/generated/client.ts';

export const listParks =
  (prisma: PrismaClient): ListParks =>
  async (parks) => {
    const where = parks === '*' ? {} : { code: { in: [...parks] } };
    return (await prisma.park.findMany({ where, orderBy: { code: 'asc' } })).map(factsOf);
  };

export const readParkTree =
  (prisma: PrismaClient): ReadParkTree =>
  async (code) => {
    const park = await prisma.park.findUnique({
      where: { code },
      include: {
        subParks: { orderBy: { number: 'asc' } },
        plots: { orderBy: { code: 'asc' } },
        buildings: { orderBy: { code: 'asc' }, include: { floors: { orderBy: { number: 'asc' } } } },
        contracts: { orderBy: { from: 'desc' }, include: { operator: true } },
      },
    });
    if (!park) return undefined;
    return {
      ...factsOf(park),
      published: park.published ?? undefined,
      operators: park.contracts.map(({ operator: { code: operator, name }, from, until }) => ({
        code: operator,
        name,
        from,
        until,
      })),
      subParks: park.subParks.map(({ code: subPark, number, name, demo }) => ({
        code: subPark,
        number,
        name,
        demo,
      })),
      plots: park.plots.map((plot) => ({
        code: plot.code,
        subPark: plot.subParkCode,
        name: plot.name,
        landAreaM2: plot.landAreaM2.toNumber(),
        demo: plot.demo,
      })),
      buildings: park.buildings.map((building) => ({
        code: building.code,
        subPark: building.subParkCode,
        plot: building.plotCode,
        name: building.name,
        floors: building.floors.map(({ number }) => number),
        demo: building.demo,
      })),
    };
  };

const factsOf = ({
  code,
  name,
  theme,
  leadingIndustries,
  positioning,
  since,
  contractsSince,
  demo,
}: Omit<ParkFacts, 'contractsSince'> & { readonly contractsSince: Date | null }): ParkFacts => ({
  code,
  name,
  theme,
  leadingIndustries,
  positioning,
  since,
  contractsSince: contractsSince?.toISOString().slice(0, 10) ?? null,
  demo,
});
