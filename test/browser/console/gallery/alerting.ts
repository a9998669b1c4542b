import type { LocalCloud } from '../../../support/local-cloud.ts';
import { make } from '../hostile.ts';
import type { People } from './people.ts';
import { daysFrom } from './time.ts';

/** What wakes whom: schedules, policies, sources, a flow and what stands around them. */
export interface Alerting {
  readonly schedule: number;
  readonly policy: number;
  readonly source: number;
  readonly flow: number;
}

/** Keys of sources, by which events come. */
export const keys = {
  prometheus: 'nordwind-prometheus',
  payments: 'nordwind-payments',
  cloudwatch: 'nordwind-cloudwatch',
  storefront: 'nordwind-storefront',
  backups: 'nordwind-backups',
} as const;

export async function seedAlerting(cloud: LocalCloud, people: People): Promise<Alerting> {
  const post = (path: string, body: unknown) => make(cloud, 'POST', `/api${path}`, body);
  const { mara, jonas, priya, tomas, aiko, nia, platform, payments, storefront } = people;
  const day = daysFrom(await cloud.now());

  const hours = await post('/support-hours', {
    name: 'Office hours, Berlin',
    timezone: 'Europe/Berlin',
    supportDays: Object.fromEntries(
      ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'].map((name) => [name, { start: '09:00', end: '18:00' }]),
    ),
    teams: [platform],
  });
  const primary = await post('/schedules', {
    name: 'Platform, primary',
    timezone: 'Europe/Berlin',
    type: 'RECURRING',
    scheduleLayers: [
      { name: 'Weeks', startsOn: day(-29, '09:00'), rotation: 'P7D', users: [jonas, mara, tomas] },
      {
        name: 'Week-ends',
        startsOn: day(-29, '09:00'),
        rotation: 'P7D',
        users: [nia, priya],
        restrictions: [{ from: { dayOfWeek: 'SATURDAY', time: '09:00' }, to: { dayOfWeek: 'SUNDAY', time: '21:00' } }],
      },
    ],
    teams: [platform],
  });
  const sun = await post('/schedules', {
    name: 'Payments, follow the sun',
    timezone: 'Europe/London',
    type: 'RECURRING',
    showGaps: true,
    scheduleLayers: [
      {
        name: 'Europe',
        startsOn: day(-29, '07:00'),
        rotation: 'P1D',
        users: [priya, nia],
        restrictions: [week('07:00', '19:00')].flat(),
      },
      {
        name: 'Asia',
        startsOn: day(-29, '19:00'),
        rotation: 'P7D',
        users: [aiko, tomas],
        restrictions: week('19:00', '07:00'),
      },
    ],
    teams: [payments],
  });
  await post(`/schedules/${primary.id}/overrides`, { user: nia, start: day(2, '18:00'), end: day(3, '08:00') });
  await post('/coverage-requests', {
    colleague: jonas,
    shifts: [{ schedule: { id: primary.id }, start: day(1, '18:00'), end: day(2, '08:00') }],
    message: 'Parents’ evening at school. Could you take Wednesday night?',
  });

  const around = await post('/escalation-policies', {
    name: 'Platform, around the clock',
    escalationRules: [
      { schedules: [{ id: primary.id }], escalationTimeout: 5 },
      { users: [jonas, tomas], escalationTimeout: 10 },
      { users: [mara], escalationTimeout: 15 },
    ],
    repeating: true,
    frequency: 2,
    teams: [platform],
  });
  const money = await post('/escalation-policies', {
    name: 'Payments, critical',
    escalationRules: [
      { schedules: [{ id: sun.id }], escalationTimeout: 5 },
      { users: [priya, mara], escalationTimeout: 10 },
    ],
    teams: [payments],
  });
  const office = await post('/escalation-policies', {
    name: 'Office hours',
    escalationRules: [{ users: [tomas], escalationTimeout: 60 }],
    teams: [storefront],
  });

  const source = (name: string, integrationType: string, integrationKey: string, policy: object, more: object = {}) =>
    post('/alert-sources', { name, integrationType, integrationKey, escalationPolicy: policy, ...more });
  const prometheus = await source('Prometheus, production', 'PROMETHEUS', keys.prometheus, around, {
    teams: [platform],
  });
  const pay = await source('Payments API', 'API', keys.payments, money, { teams: [payments] });
  await source('CloudWatch, eu-central-1', 'CLOUDWATCH', keys.cloudwatch, around, { teams: [platform] });
  const shop = await source('Storefront checks', 'UPTIMEKUMA', keys.storefront, around, {
    teams: [storefront],
  });
  const backups = await source('Backups', 'API', keys.backups, office, {
    alertPriorityRule: 'LOW',
    teams: [platform],
  });
  await source('Grafana, business', 'GRAFANA', 'nordwind-grafana', office, { teams: [storefront] });
  await source('Security findings', 'API', 'nordwind-security', office, { active: false, teams: [platform] });

  for (const [name, intervalSec] of [
    ['Nightly backup of orders', 86_400],
    ['Price import', 3600],
    ['Certificate renewal', 604_800],
  ] as const)
    await post('/heartbeat-monitors', {
      name,
      intervalSec,
      alertSummary: `${name} did not run`,
      alertSource: { id: backups.id },
      teams: [platform],
    });
  await post('/maintenance-windows', {
    summary: 'Database upgrade to PostgreSQL 18',
    description: 'Orders are read-only for up to ten minutes.',
    timezone: 'Europe/Berlin',
    start: day(5, '02:00'),
    end: day(5, '04:00'),
    alertSources: [{ id: prometheus.id }],
  });
  await post('/connectors', {
    type: 'jira',
    name: 'Jira, Operations',
    params: { url: 'https://nordwind.atlassian.net', email: 'ops@example.com', password: 'token' },
  });
  await post('/alert-actions', {
    name: 'Page the runbook bot',
    connectorType: 'webhook',
    triggerMode: 'AUTOMATIC',
    triggerTypes: ['alert-created'],
    params: { webhookUrl: 'https://bots.example.com/runbook', bodyTemplate: '{"alert": {{alert.id}}}' },
    alertSources: [{ id: pay.id }],
  });
  return {
    schedule: primary.id,
    policy: around.id,
    source: prometheus.id,
    flow: await seedFlow(cloud, { hours: hours.id, prometheus: prometheus.id, pay: pay.id, shop: shop.id }),
  };
}

const days = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

/** The same hours on each day; those that end before they begin end on the next. */
function week(from: string, to: string) {
  return days.map((dayOfWeek, place) => ({
    from: { dayOfWeek, time: from },
    to: { dayOfWeek: to < from ? days[(place + 1) % 7] : dayOfWeek, time: to },
  }));
}

async function seedFlow(
  cloud: LocalCloud,
  { hours, prometheus, pay, shop }: Readonly<Record<'hours' | 'prometheus' | 'pay' | 'shop', number>>,
): Promise<number> {
  const route = (alertSourceId: number, more: object = {}) => ({
    nodeType: 'ROUTE_EVENT',
    metadata: { alertSourceId, ...more },
  });
  const flow = await make(cloud, 'POST', '/api/event-flows', {
    name: 'Everything from Grafana',
    root: {
      nodeType: 'ROOT',
      branches: [
        {
          branchType: 'ACCEPTED',
          target: {
            name: 'Which team',
            nodeType: 'DEFINE_BRANCHES',
            metadata: {
              definitions: [
                { branchName: 'payments', conditions: "context.event.labels.team == 'payments'" },
                { branchName: 'tests', conditions: "context.event.summary contains 'test'" },
              ],
            },
            branches: [
              { branchType: 'BRANCH', condition: 'payments', target: { ...route(pay), name: 'To Payments' } },
              { branchType: 'BRANCH', condition: "context.branchName == 'tests'" },
              {
                branchType: 'CATCH_ALL',
                target: {
                  name: 'Office hours',
                  nodeType: 'SUPPORT_HOURS',
                  metadata: { supportHoursId: hours },
                  branches: [
                    {
                      branchType: 'BRANCH',
                      condition: "context.supportHoursState == 'DURING'",
                      target: { ...route(shop), name: 'To Storefront' },
                    },
                    {
                      branchType: 'CATCH_ALL',
                      target: {
                        name: 'Does it pass by itself?',
                        nodeType: 'WAIT',
                        metadata: { waitForDuration: 'PT5M' },
                        branches: [
                          {
                            branchType: 'CATCH_ALL',
                            target: { ...route(prometheus, { overwritePriority: 'LOW' }), name: 'To Platform, low' },
                          },
                        ],
                      },
                    },
                  ],
                },
              },
            ],
          },
        },
      ],
    },
  });
  await make(cloud, 'POST', '/api/event-flow-integrations', { eventFlowId: flow.id, integrationType: 'GRAFANA' });
  return flow.id;
}
