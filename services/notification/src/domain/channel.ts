/**
 * The ways in which a person is told. `in-app` is the inbox and its live stream: whoever is told at all finds it there,
 * so it cannot be turned off.
 */
export const channels = ['in-app', 'email', 'webhook', 'robot', 'sms'] as const;

export type Channel = (typeof channels)[number];

/** The channels that reach a person outside, each by an address of their own. */
export const personalChannels = ['email', 'webhook', 'sms'] as const;

export type PersonalChannel = (typeof personalChannels)[number];

/** The channels that leave the platform: each delivery is a row of the ledger. `robot` is a group chat's. */
export const outsideChannels = [...personalChannels, 'robot'] as const;

export type OutsideChannel = (typeof outsideChannels)[number];
