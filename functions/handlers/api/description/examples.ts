/** Bodies that set up a team, in this order: each is what its call takes, with ids that the calls before it answered. */
export const examples: Readonly<Record<string, object>> = {
  'POST /api/users': { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace', timezone: 'Europe/Berlin' },
  'POST /api/users/{user}/contacts/phone-numbers': { regionCode: 'DE', target: '15123450001' },
  'POST /api/users/{user}/contacts/emails': { target: 'ada@example.org' },
  'POST /api/users/{user}/notification-preferences/alerts': {
    method: 'SMS',
    contact: { id: 102 },
    delayMin: 0,
    type: 'HIGH_PRIORITY',
  },
  'POST /api/users/{user}/notification-preferences/duties': { method: 'SMS', contact: { id: 102 }, beforeMin: 60 },
  'POST /api/users/{user}/notification-preferences/updates': {
    method: 'EMAIL',
    contact: { id: 103 },
    type: 'ALERT_RESOLVED',
  },
  'POST /api/teams': { name: 'Platform', visibility: 'PUBLIC', members: [{ user: { id: 101 }, role: 'USER' }] },
  'POST /api/schedules': {
    name: 'Primary',
    timezone: 'Europe/Berlin',
    type: 'RECURRING',
    scheduleLayers: [{ name: 'Week', startsOn: '2027-01-04T09:00', rotation: 'P7D', users: [{ id: 101 }] }],
  },
  'POST /api/schedules/{id}/overrides': { user: { id: 101 }, start: '2027-01-05T18:00', end: '2027-01-06T08:00' },
  'POST /api/escalation-policies': {
    name: 'Platform',
    escalationRules: [
      { escalationTimeout: 5, schedules: [{ id: 201 }] },
      { escalationTimeout: 15, users: [{ id: 101 }] },
    ],
    repeating: true,
    frequency: 2,
  },
  'POST /api/support-hours': {
    name: 'Office',
    timezone: 'Europe/Berlin',
    supportDays: { MONDAY: { start: '08:00', end: '18:00' }, FRIDAY: { start: '08:00', end: '16:00' } },
    exceptions: [{ name: 'Christmas', start: '2026-12-25', end: '2026-12-26', supportStatus: 'OUTSIDE' }],
  },
  'POST /api/alert-sources': { name: 'Prometheus', integrationType: 'PROMETHEUS', escalationPolicy: { id: 301 } },
  'POST /api/heartbeat-monitors': { name: 'Backup', intervalSec: 86_400, alertSource: { id: 401 } },
  'POST /api/maintenance-windows': {
    timezone: 'Europe/Berlin',
    start: '2027-01-10T22:00',
    end: '2027-01-11T02:00',
    summary: 'Database update',
    alertSources: [{ id: 401 }],
  },
  'POST /api/alerts': { summary: 'Disk almost full on db-1', alertSource: { id: 401 }, priority: 'HIGH' },
  'PUT /api/alerts/{id}/snooze': { until: '2027-01-12T08:00:00Z' },
};
