import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { type EventUse, eventUse, type FeatureCounts, plain, type Step } from './features.ts';
import { measure } from './measure.ts';
import { anEvent } from './stage.ts';

interface Stage {
  readonly cloud: LocalCloud;
  readonly policyId: number;
  readonly supportHoursId: number;
  readonly serviceId: number;
}

/** A feature: what its source has, and how its events come where they do not come over HTTP. */
interface Feature {
  readonly facts: (stage: Stage) => object;
  readonly send?: (cloud: LocalCloud, state: 'PROBLEM' | 'RECOVERY', key: string) => Promise<unknown>;
  /** They come by the key of a flow that leads to the source. */
  readonly isByFlow?: boolean;
  /** Repeats have keys of their own. */
  readonly isGrouping?: boolean;
}

const text = (textTemplate: string) => ({ textTemplate });
const from = (facts: object): Feature => ({ facts: () => facts });
const grouped = (alertCreation: string, more: object = {}): Feature => ({
  ...from({ alertCreation, ...more }),
  isGrouping: true,
});
const mailbox = 'features@reply.tocsin.example';
const number = '+4915735990000';
/** A mail or a text says its state and its key in two words. */
const inWords = (member: 'subject' | 'body') => ({
  alertKeyTemplate: text(`{{ ${member}.splitTakeAt(" ", 1) }}`),
  eventTypeFilterCreate: `event.customDetails.${member} starts_with 'PROBLEM'`,
  eventTypeFilterResolve: `event.customDetails.${member} starts_with 'RECOVERY'`,
});

const features: Readonly<Record<string, Feature>> = {
  [plain]: from({}),
  filter: from({ eventFilter: "event.labels.severity == 'critical'" }),
  'filter with a counter': from({ eventFilter: 'trigger_count.10m > 0' }),
  'filter by support hours': {
    facts: ({ supportHoursId: id }) => ({
      eventFilter: `(now is_in {"id": ${id}, "type": "SUPPORT_HOUR"}) or event.severity == nil`,
    }),
  },
  'filters of the type': from({
    eventTypeFilterCreate: "event.eventType == 'ALERT'",
    eventTypeFilterResolve: "event.eventType == 'RESOLVE'",
  }),
  'summary template': from({ summaryTemplate: text('{{ event.customDetails.region }}: {{ summary }}') }),
  'details template': from({ detailsTemplate: text('{{ details }} {{ labels.team }}') }),
  'key template': from({ alertKeyTemplate: text('{{ event.alertKey }} {{ event.labels.cluster }}') }),
  'link template': from({
    linkTemplates: [
      { linkTextTemplate: text('Graph'), hrefTemplate: text('https://example.com/{{ labels.service }}') },
    ],
  }),
  'routing template': from({ routingTemplate: text('{{ labels.team }}') }),
  'priority template': from({
    priorityTemplate: {
      valueTemplate: text('{{ labels.severity }}'),
      mappings: [{ value: 'critical', priority: 'HIGH' }],
    },
  }),
  'severity template': from({
    severityTemplate: { valueTemplate: text('{{ labels.severity }}'), mappings: [{ value: 'critical', severity: 1 }] },
  }),
  'services template': from({ servicesTemplate: [text('{{ labels.service }}')] }),
  'named services': { facts: ({ serviceId: id }) => ({ services: [{ id }] }) },
  'priority by support hours': {
    facts: ({ supportHoursId: id }) => ({ alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS', supportHours: { id } }),
  },
  'grouping by subject': grouped('ONE_ALERT_PER_EMAIL_SUBJECT'),
  'grouping until accepted': grouped('ONE_PENDING_ALERT_ALLOWED'),
  'grouping until resolved': grouped('ONE_OPEN_ALERT_ALLOWED'),
  'grouping in a window': grouped('ONE_ALERT_GROUPED_PER_WINDOW', { alertGroupingWindow: 'PT1H' }),
  'grouping by similarity': grouped('INTELLIGENT_GROUPING', { alertGroupingWindow: 'PT1H', scoreThreshold: 0.5 }),
  'auto-resolution': from({ autoResolutionTimeout: 'PT12H' }),
  'event flow': { ...from({}), isByFlow: true },
  'e-mail': {
    facts: () => ({ integrationType: 'EMAIL2', integrationKey: mailbox.split('@')[0], ...inWords('subject') }),
    send: (cloud, state, key) => {
      const mail = { from: 'monitor@example.com', to: mailbox, subject: `${state} ${key}`, text: anEvent.details };
      return cloud.control('POST', 'inbound/email', mail);
    },
  },
  'text message': {
    facts: () => ({ integrationType: 'SMS', integrationKey: number, ...inWords('body') }),
    send: (cloud, state, key) =>
      cloud.control('POST', 'inbound/sms', { from: '+4915735990001', to: number, text: `${state} ${key}` }),
  },
};

async function made(cloud: LocalCloud, path: string, body: object) {
  const answer = await cloud.api('POST', path, body);
  if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as { readonly id: number; readonly integrationKey: string };
}

/** Counts what an event takes that opens an alert, repeats it, ends it, at a source of each feature. About a minute. */
export async function countFeatures(): Promise<FeatureCounts> {
  const cloud = await startLocalCloud({ clock: 'still' });
  try {
    for (const rule of ['tick', 'canary']) await cloud.control('POST', 'stop', { rule });
    const stage = await aStage(cloud);
    const counted: Record<string, Record<Step, EventUse>> = {};
    for (const [name, feature] of Object.entries(features)) counted[name] = await countFeature(stage, name, feature);
    return counted;
  } finally {
    await cloud.stop();
  }
}

async function aStage(cloud: LocalCloud): Promise<Stage> {
  const person = await made(cloud, '/api/users?send-no-invitation=true', {
    email: 'ada@example.com',
    firstName: 'Ada',
    lastName: 'Lovelace',
  });
  const escalationRules = [{ escalationTimeout: 1440, users: [{ id: person.id }] }];
  const policy = await made(cloud, '/api/escalation-policies', { name: 'Payments', escalationRules });
  const routed = { name: 'Routed', routingKey: anEvent.labels.team, escalationRules };
  await made(cloud, '/api/escalation-policies', routed);
  const days = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
  const always = Object.fromEntries(days.map((day) => [day, { start: '00:00', end: '23:59' }]));
  const hours = await made(cloud, '/api/support-hours', {
    name: 'Always',
    timezone: 'UTC',
    supportDays: always,
  });
  const service = await made(cloud, '/api/services', { name: anEvent.labels.service, alias: anEvent.labels.service });
  return { cloud, policyId: policy.id, supportHoursId: hours.id, serviceId: service.id };
}

/** An integration of a flow that does nothing but route. */
async function aFlowTo(cloud: LocalCloud, alertSourceId: number) {
  const target = { nodeType: 'ROUTE_EVENT', metadata: { alertSourceId }, branches: [] };
  const root = { nodeType: 'ROOT', branches: [{ branchType: 'ACCEPTED', target }] };
  const flow = await made(cloud, '/api/event-flows', { name: 'To the source', root });
  return made(cloud, '/api/event-flow-integrations', { eventFlowId: flow.id, integrationType: 'API' });
}

async function countFeature(stage: Stage, name: string, feature: Feature): Promise<Record<Step, EventUse>> {
  const { cloud, policyId } = stage;
  const facts = { name, integrationType: 'API', escalationPolicy: { id: policyId }, ...feature.facts(stage) };
  const source = await made(cloud, '/api/alert-sources', facts);
  const { integrationKey } = feature.isByFlow === true ? await aFlowTo(cloud, source.id) : source;
  const send = async (state: 'PROBLEM' | 'RECOVERY', key: string) => {
    if (feature.send !== undefined) await feature.send(cloud, state, key);
    else {
      const eventType = state === 'PROBLEM' ? 'ALERT' : 'RESOLVE';
      const body = { integrationKey, eventType, alertKey: key, ...anEvent };
      const { status } = await cloud.api('POST', '/api/events', body, null);
      if (status !== 202) throw new Error(`${name}: the event was answered ${status}`);
    }
    await cloud.settle();
  };
  // What is remembered for a minute is known, as it is to a source in use.
  for (const state of ['PROBLEM', 'RECOVERY'] as const) await send(state, 'warm');
  const use = async (state: 'PROBLEM' | 'RECOVERY', key: string, wanted: string) => {
    await cloud.advance(1);
    const used = eventUse(await measure(cloud, () => send(state, key)));
    const { body: newest } = await cloud.api('GET', `/api/alert-sources/${source.id}/events?max-results=1`);
    if (newest[0].outcome !== wanted) throw new Error(`${name}: ${newest[0].outcome} in place of ${wanted}`);
    return used;
  };
  const isGrouping = feature.isGrouping === true;
  const opens = await use('PROBLEM', 'one', 'CREATED');
  const repeats = await use('PROBLEM', isGrouping ? 'two' : 'one', isGrouping ? 'GROUPED' : 'APPENDED');
  // The group is over with the last of its keys.
  if (isGrouping) await send('RECOVERY', 'two');
  return { opens, repeats, ends: await use('RECOVERY', 'one', 'RESOLVED') };
}
