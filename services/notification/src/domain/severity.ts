/** How much a notice matters, least first. Rules and preferences name the least severity they let through. */
export const severities = ['info', 'warning', 'critical'] as const;

export type Severity = (typeof severities)[number];
