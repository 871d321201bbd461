import { AppError } from '@yuanqu/domain';

/** Who sets up robots, and for whose chats: the office for any, the others for chats of their own role in their parks. */
export interface RobotKeeper {
  readonly subject: string;
  readonly roles: readonly string[];
  /** `*`: the whole district. */
  readonly parks: '*' | readonly string[];
}

export const keepsGroup = (
  { roles, parks }: RobotKeeper,
  { park, role }: { readonly park: string | null; readonly role: string },
): boolean => parks === '*' || (park !== null && parks.includes(park) && roles.includes(role));

export const notYourGroup = new AppError(
  'notification.not-your-group',
  'forbidden',
  '只能为本人角色在所辖园区的群设置机器人。 You set up robots for chats of your own role in your own parks only; name one of your parks and your role.',
);
