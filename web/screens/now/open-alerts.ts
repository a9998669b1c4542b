/** As many as one answer holds. */
export const mostOpen = 100;

/** What the first screen asks of alerts. */
export const openAlerts = { states: ['PENDING', 'ACCEPTED'], 'max-results': mostOpen } as const;
