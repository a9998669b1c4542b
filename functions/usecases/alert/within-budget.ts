/** Lambda answers with at most 6 MB; the rest is for headers and escaping. */
const budget = 4_500_000;

const heavyMembers = ['details', 'images', 'links', 'logs', 'labels', 'customDetails', 'responders'] as const;

/**
 * Keeps a page of alerts within what one answer may hold: once it is full, alerts follow without what makes them big.
 * Reading one alert gives all of it.
 */
export function withinBudget(alerts: readonly object[]): object[] {
  let used = 0;
  return alerts.map((alert) => {
    used += Buffer.byteLength(JSON.stringify(alert));
    if (used <= budget) return alert;
    const members = Object.entries(alert).filter(([member]) => !(heavyMembers as readonly string[]).includes(member));
    return Object.fromEntries(members);
  });
}
