import { worst } from '../service/status.ts';
import type { Affected, Incident } from './incident.ts';

/** So many of its alerts an incident names. */
export const mostNamedAlerts = 100;

/** The incident with one open alert more that it comes from. */
export const withAlert = (incident: Incident, alertId: number): Incident => ({
  ...incident,
  alerts: [...new Set([...incident.alerts, alertId])].slice(0, mostNamedAlerts),
  openAlerts: (incident.openAlerts ?? 0) + 1,
});

/** The incident after one of its alerts was resolved. */
export const withoutOpenAlert = (incident: Incident): Incident => ({
  ...incident,
  openAlerts: Math.max(0, (incident.openAlerts ?? 0) - 1),
});

/** What an incident does to services once something at least as bad as each of these is said of it. */
export function withImpacts(affected: readonly Affected[], added: readonly Affected[]): Affected[] {
  const known = affected.map(({ serviceId, impact }) => {
    const more = added.filter((one) => one.serviceId === serviceId);
    return { serviceId, impact: worst([impact, ...more.map((one) => one.impact)]) };
  });
  return [...known, ...added.filter(({ serviceId }) => !known.some((one) => one.serviceId === serviceId))];
}

/** The same with exactly this said of some services that it affects already. */
export const withImpactOf = (
  affected: readonly Affected[],
  serviceIds: readonly number[],
  impact: Affected['impact'],
): Affected[] => affected.map((one) => (serviceIds.includes(one.serviceId) ? { ...one, impact } : one));

/** Whether two incidents do the same to the same services. */
export const isSameEffect = (one: readonly Affected[], other: readonly Affected[]): boolean =>
  one.length === other.length &&
  one.every(({ serviceId, impact }, index) => other[index]?.serviceId === serviceId && other[index]?.impact === impact);
