/** What a unit is observed to be. Only `let` is occupied; `under-works` and `withdrawn` are not lettable. */
export const occupancyStatuses = ['vacant', 'reserved', 'let', 'under-works', 'withdrawn'] as const;

export type OccupancyStatus = (typeof occupancyStatuses)[number];

/** Reads a status as systems and people write it: `Under_Works`, `under works`, `已租`. Undefined for anything else. */
export const readStatus = (text: string): OccupancyStatus | undefined =>
  byWord.get(text) ?? byWord.get(normalise(text));

const chineseWords: Readonly<Record<OccupancyStatus, readonly string[]>> = {
  vacant: ['空置', '空闲', '待租'],
  reserved: ['预留', '预订', '预定'],
  let: ['已租', '出租', '已出租', '在租'],
  'under-works': ['装修', '装修中', '施工', '施工中', '改造中'],
  withdrawn: ['停用', '下架', '退出', '不可租'],
};

const byWord: ReadonlyMap<string, OccupancyStatus> = new Map(
  occupancyStatuses.flatMap((status) => [status, ...chineseWords[status]].map((word) => [word, status])),
);

const maxLength = 20;

const normalise = (text: string): string =>
  text.length > maxLength
    ? text
    : text
        .normalize('NFKC')
        .trim()
        .toLowerCase()
        .replace(/[\s_-]+/g, '-');
