import type { FakeCloud } from './fake-cloud.ts';

const people = [
  ['Ada', 'Lovelace'],
  ['Grace', 'Hopper'],
  ['Konrad', 'Zuse'],
  ['Maximiliane', 'von Hohenlohe-Bartenstein'],
  ['Alan', 'Turing'],
] as const;

const summaries = [
  'Checkout: payment API answers 503',
  'Disk almost full on db-1',
  'KubePodCrashLooping in namespace production: checkout-worker-7d9f8b6c5-x2x9z has restarted 14 times in 10 minutes',
  'Certificate of www.example.com expires tomorrow',
  'Queue orders has 12,000 messages',
  'Replica lag of db-2 is 40 s',
  'Backups: no backup since yesterday',
  'p95 of search is 3 s',
  'Host web-3 does not answer',
  'Node pool blue is full',
];

type State = 'PENDING' | 'ACCEPTED' | 'RESOLVED';
const states: readonly State[] = [
  ...(['PENDING', 'PENDING', 'PENDING', 'PENDING'] as const),
  ...(['ACCEPTED', 'ACCEPTED', 'ACCEPTED', 'RESOLVED', 'RESOLVED', 'RESOLVED'] as const),
];

const policy = { id: 3, name: 'Around the clock' };
const userOf = (index: number) => {
  const [firstName, lastName] = people[index % people.length] ?? ['', ''];
  return { id: 2 + (index % people.length), firstName, lastName };
};
const phoneOf = (index: number) => `+4915112345${670 + (index % people.length)}`;
/** Ten minutes of one evening; the page's clock shows 20:07:30. */
const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 21, 20, minute, second)).toISOString();

/** Ten alerts that five people were told of on every channel, and the canary's alerts, which no list shows. */
export function fillWithTenAlerts(cloud: FakeCloud): void {
  const alerts = summaries.map((summary, index) => anAlert(index, summary));
  cloud.answers['/api/users'] = people.map((_person, index) => ({ ...userOf(index), email: `p${index}@example.com` }));
  cloud.answers['/api/alerts'] = alerts;
  for (const alert of alerts) cloud.answers[`/api/alerts/${alert.id}`] = alert;
  cloud.answers['/_local/executions'] = [...alerts.map(anExecution), ...[0, 5].map(aCanaryExecution)];
  cloud.answers['/_local/requests'] = Array.from({ length: 300 }, (_, index) => ({
    seq: index + 1,
    function: ['ingest', 'process-event', 'advance-escalation', 'send-notification'][index % 4],
    service: ['sqs', 'dynamodb', 'dynamodb', 'sms-voice'][index % 4],
    action: ['SendMessageBatch', 'TransactWriteItems', 'BatchGetItem', 'SendTextMessage'][index % 4],
    status: index % 50 === 49 ? 500 : 200,
    allowed: true,
  }));
  cloud.answers['/_local/alarms'] = ['tick-silent', 'events-dead', 'escalations-failed', 'notifications-late'].map(
    (name) => ({ name: `tocsin-local-${name}`, state: 'OK', impact: 'What people lose when it rings.' }),
  );
  for (const [index, summary] of summaries.entries()) tell(cloud, index, summary);
}

function anAlert(index: number, summary: string) {
  const status = states[index] as State;
  const rules = [0, 1, 2].map((level) => ({ escalationTimeout: 5, users: [userOf(index + level)], schedules: [] }));
  const first = { user: userOf(index), status: status === 'PENDING' ? 'PENDING' : 'ACCEPTED' };
  return {
    id: 4700 + index,
    summary,
    status,
    reportTime: at(index / 2),
    alertSource: { id: 5, name: 'Shop' },
    escalationPolicy: policy,
    responders: index === 1 ? [first, { user: userOf(index + 1), status: 'PENDING' }] : [first],
    escalationRules: rules,
    ...(status === 'PENDING' &&
      index !== 3 && {
        nextEscalation: at(10 + index),
        nextEscalationRuleIndex: index === 1 ? 2 : 1,
        nextEscalationUser: userOf(index + (index === 1 ? 2 : 1)),
      }),
  };
}

function anExecution({ id, status }: ReturnType<typeof anAlert>, index: number) {
  const isRunning = status === 'PENDING';
  const started = index / 2;
  const ended = at(started + 2);
  const state = (name: string, second: number, exitedAt?: string) => ({
    name,
    enteredAt: at(started, second),
    ...(exitedAt !== undefined && { exitedAt }),
  });
  return {
    name: `alert-${id}-g1`,
    alertId: id,
    status: isRunning ? 'RUNNING' : 'ABORTED',
    startedAt: at(started),
    ...(!isRunning && {
      stoppedAt: ended,
      error: status === 'ACCEPTED' ? 'Accepted' : 'Resolved',
      cause: `${status === 'ACCEPTED' ? 'Accepted' : 'Resolved'} by ${Object.values(userOf(index)).slice(1).join(' ')} by SMS`,
    }),
    states: [
      state('Take due steps', 0, at(started, 1)),
      state('What next?', 1, at(started, 1)),
      state('Wait until next step', 1),
    ],
  };
}

const aCanaryExecution = (minute: number, index: number) => ({
  name: `alert-${4720 + index}-g1`,
  alertId: 4720 + index,
  status: 'SUCCEEDED',
  startedAt: at(minute),
  stoppedAt: at(minute, 3),
  states: [{ name: 'Take due steps', enteredAt: at(minute), exitedAt: at(minute, 1) }],
});

function tell({ outbox, url }: FakeCloud, index: number, summary: string): void {
  const about = { alertId: 4700 + index, userId: userOf(index).id, answerable: true };
  const code = index + 1;
  outbox.store.add({
    ...about,
    channel: 'SMS',
    to: phoneOf(index),
    from: '+15005550006',
    text: `ALERT: ${summary} (Shop). Reply A${code} accept, R${code} resolve, E${code} escalate`,
    providerId: `sms${index}`,
  });
  outbox.store.add({
    ...about,
    channel: 'EMAIL',
    to: `p${index}@example.com`,
    from: 'alerts@tocsin.example',
    subject: `ALERT: ${summary}`,
    text: summary,
    html: `<!DOCTYPE html><html lang="en"><title>${summary}</title><body style="font-family:system-ui"><h2>${summary}</h2><a href="${url}/answer/a${index}">Accept</a></body></html>`,
    links: [{ label: 'Accept', url: `${url}/answer/a${index}` }],
    headers: {},
    providerId: `mail${index}`,
  });
  outbox.store.add({
    ...about,
    channel: 'VOICE',
    to: phoneOf(index),
    from: '+4930555000',
    text: `This is Tocsin with a high priority alert from Shop. ${summary}. Press 1 to accept, 2 to resolve, 3 to escalate.`,
    providerId: `call${index}`,
  });
}
