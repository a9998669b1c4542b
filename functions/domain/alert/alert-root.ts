import type { Alert } from './alert.ts';

/** What conditions see of an alert: what it says on the wire, by the same names, with what its source knew besides. */
export const alertRoot = (alert: Alert) => ({
  id: alert.id,
  summary: alert.summary,
  details: alert.details,
  reportTime: alert.reportTime,
  status: alert.status,
  priority: alert.priority,
  severity: alert.severity,
  alertKey: alert.alertKey,
  alertSource: alert.source,
  escalationPolicy: alert.policy,
  services: (alert.services ?? []).map((id) => ({ id })),
  acceptedAt: alert.acceptedAt,
  acceptedBy: alert.acceptedBy,
  resolvedOn: alert.resolvedAt,
  resolvedBy: alert.resolvedBy,
  images: alert.images ?? [],
  links: alert.links ?? [],
  labels: alert.labels ?? {},
  customDetails: alert.customDetails ?? {},
});
