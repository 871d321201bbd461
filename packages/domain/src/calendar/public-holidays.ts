import type { HolidayYear } from './holiday-year.ts';

/** Announced each autumn for the next year; one that is missing here is entered by a file (YUANQU_HOLIDAYS). */
export const publicHolidays: readonly HolidayYear[] = [
  {
    year: 2025,
    document: '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）',
    holidays: [
      { zh: '元旦', from: '2025-01-01', to: '2025-01-01' },
      { zh: '春节', from: '2025-01-28', to: '2025-02-04' },
      { zh: '清明节', from: '2025-04-04', to: '2025-04-06' },
      { zh: '劳动节', from: '2025-05-01', to: '2025-05-05' },
      { zh: '端午节', from: '2025-05-31', to: '2025-06-02' },
      { zh: '国庆节、中秋节', from: '2025-10-01', to: '2025-10-08' },
    ],
    workedWeekendDays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    document: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）',
    holidays: [
      { zh: '元旦', from: '2026-01-01', to: '2026-01-03' },
      { zh: '春节', from: '2026-02-15', to: '2026-02-23' },
      { zh: '清明节', from: '2026-04-04', to: '2026-04-06' },
      { zh: '劳动节', from: '2026-05-01', to: '2026-05-05' },
      { zh: '端午节', from: '2026-06-19', to: '2026-06-21' },
      { zh: '中秋节', from: '2026-09-25', to: '2026-09-27' },
      { zh: '国庆节', from: '2026-10-01', to: '2026-10-07' },
    ],
    workedWeekendDays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];
