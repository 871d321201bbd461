import { IndustryCode } from '@yuanqu/events';

/** An industry as it is entered: what is checked of it, and what cannot be without the full list. */
export const IndustryClass = {
  ...IndustryCode,
  description:
    'Class of GB/T 4754-2017, four digits. Its division is checked, its group within divisions 59 and 70; whether the class itself exists is not: the full list does not come with the platform',
};
