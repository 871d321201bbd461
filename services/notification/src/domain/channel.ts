/**
 * The ways in which a person is told. `in-app` is the inbox and its live stream: whoever is told at all finds it there,
 * so it cannot be turned off.
 */
export const channels = ['in-app', 'email', 'webhook'] as const;

export type Channel = (typeof channels)[number];

/** The channels that leave the platform: each needs an address, and each delivery is a row of the ledger. */
export const outsideChannels = ['email', 'webhook'] as const;

export type OutsideChannel = (typeof outsideChannels)[number];
