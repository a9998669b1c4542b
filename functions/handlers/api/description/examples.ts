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
  'POST /api/conditions/evaluate': {
    condition: "event.summary not contains 'staging' and trigger_count.10m >= 3",
    data: { event: { summary: 'Disk full on db-1' } },
    counters: { 'trigger_count.10m': 3 },
  },
  'POST /api/alert-sources': { name: 'Prometheus', integrationType: 'PROMETHEUS', escalationPolicy: { id: 301 } },
  'POST /api/alert-sources/{id}/template-preview': {
    template: { textTemplate: '{{ title.splitTakeAt(" ", 0) }} on {{ host }}' },
    payload: { title: 'DiskFull now', host: 'db1' },
  },
  'POST /api/event-flows': {
    name: 'By team',
    root: {
      nodeType: 'ROOT',
      branches: [
        {
          branchType: 'ACCEPTED',
          target: {
            name: 'Which team',
            nodeType: 'DEFINE_BRANCHES',
            metadata: {
              definitions: [{ branchName: 'database', conditions: "context.event.labels.team == 'db'" }],
            },
            branches: [
              {
                branchType: 'BRANCH',
                condition: 'database',
                target: { nodeType: 'ROUTE_EVENT', metadata: { alertSourceId: 401, overwritePriority: 'HIGH' } },
              },
              { branchType: 'CATCH_ALL', target: { nodeType: 'ROUTE_EVENT', metadata: { alertSourceId: 401 } } },
            ],
          },
        },
      ],
    },
  },
  'POST /api/event-flow-integrations': { eventFlowId: 451, integrationType: 'GRAFANA' },
  'POST /api/event-flows/{id}/dry-run': {
    event: { eventType: 'ALERT', summary: 'Disk full on db-1', labels: { team: 'db' } },
  },
  'POST /api/heartbeat-monitors': { name: 'Backup', intervalSec: 86_400, alertSource: { id: 401 } },
  'POST /api/maintenance-windows': {
    timezone: 'Europe/Berlin',
    start: '2027-01-10T22:00',
    end: '2027-01-11T02:00',
    summary: 'Database update',
    alertSources: [{ id: 401 }],
  },
  'POST /api/metric-data-sources': {
    name: 'Prometheus',
    type: 'PROMETHEUS',
    metadata: {
      url: 'https://prometheus.example.com',
      authType: 'BASIC',
      basicUser: 'tocsin',
      basicPass: 'a-password',
    },
  },
  'POST /api/metrics': {
    name: 'Response time',
    unitLabel: 'ms',
    aggregationType: 'AVG',
    displayType: 'GRAPH',
    interpolateGaps: true,
  },
  'POST /api/services': { name: 'Checkout', description: 'Everything from the basket to the receipt' },
  'POST /api/status-pages': { name: 'Acme', subdomain: 'acme', visibility: 'PUBLIC', services: [{ id: 501 }] },
  'POST /api/incident-templates': { name: 'Degraded', summary: '{{serviceName}} is slow', status: 'INVESTIGATING' },
  'POST /api/automation-rules': {
    alertType: 'CREATED',
    serviceStatus: 'DEGRADED',
    service: { id: 501 },
    alertSource: { id: 401 },
    resolveService: true,
  },
  'POST /api/connectors': {
    name: 'Jira',
    type: 'jira',
    params: { url: 'https://acme.atlassian.net', email: 'ada@example.com', password: 'an-api-token' },
  },
  'POST /api/alert-actions': {
    name: 'Ticket for what wakes somebody',
    alertSources: [{ id: 401 }],
    connectorType: 'webhook',
    triggerTypes: ['alert-created', 'alert-resolved'],
    conditions: "alert.priority == 'HIGH'",
    params: { webhookUrl: 'https://tickets.example.com/hooks/tocsin' },
  },
  'POST /api/deployment-pipelines': {
    name: 'Shop on GitHub',
    integrationType: 'GITHUB',
    params: { branchFilters: ['main', 'release/*'], eventFilters: ['push'] },
  },
  'POST /api/incidents': {
    summary: 'Payments fail',
    status: 'INVESTIGATING',
    message: 'We are looking into it.',
    sendNotification: true,
    affectedServices: [{ impact: 'PARTIAL_OUTAGE', service: { id: 501 } }],
  },
  'POST /api/alerts': { summary: 'Disk almost full on db-1', alertSource: { id: 401 }, priority: 'HIGH' },
  'PUT /api/alerts/{id}/snooze': { until: '2027-01-12T08:00:00Z' },
};
