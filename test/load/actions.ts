import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { figure, type Section } from './report.ts';
import {
  aPersonWithPhone,
  aSource,
  callsBetween,
  create,
  each,
  eventBody,
  range,
  readMeters,
  type Source,
} from './stage.ts';

const failing = 1_000;
const sources = 20;
const watched = 20;
/** How many keys a function still knows and how messages fall into batches is chance. */
const ofBatches = 0.05;
/** Who stands between an event and its message. */
const paging = ['ingest', 'process-event', 'advance-escalation', 'send-notification'] as const;

/** Whether actions elsewhere that fail, a thousand of them, cost the way to people a call or a second. */
export async function actions({ alerts = failing }: { readonly alerts?: number } = {}): Promise<Section> {
  const without = await measure(alerts, false);
  const beside = await measure(alerts, true);
  const rows = [
    ['no actions', ...shown(without)],
    [`${figure(alerts)} that fail`, ...shown(beside)],
  ];
  const violations = paging
    .filter((_name, index) => (beside.calls[index] ?? 0) > (without.calls[index] ?? 0) * (1 + ofBatches))
    .map((name) => `${name} makes more calls beside actions than without`);
  if (beside.late > 0) violations.push(`${beside.late} texts came later than their event`);
  if (beside.texts < watched) violations.push(`${watched - beside.texts} texts are missing`);
  if (beside.attempts < alerts) violations.push(`${alerts - beside.attempts} actions were not tried`);
  if (beside.notedAs.some((status) => status !== 'PENDING')) violations.push('an alert is in another state');
  const head = [
    'actions',
    'alerts',
    'texts',
    'texts later than their event',
    ...paging.map((name) => `calls of ${name}`),
    'attempts',
    'invocations of run-action',
  ];
  const title = 'Alerts whose action fails (a webhook that answers 503), and people who are texted among them';
  return { tables: [{ title, head, rows }], violations };
}

type Measured = Awaited<ReturnType<typeof measure>>;
const shown = ({ alerts, texts, late, calls, attempts, runs }: Measured): string[] =>
  [alerts, texts, late, ...calls, attempts, runs].map(figure);

/** In still time: whatever needs a second of its own comes later than its event. */
async function measure(alerts: number, withActions: boolean) {
  const cloud = await startLocalCloud({ clock: 'still' });
  try {
    const other = await aPersonWithPhone(cloud, 9_000);
    const quiet = await each(range(sources), () => aSource(cloud, { users: [{ id: other.id }] }));
    if (withActions) await each(quiet, (source) => aFailingAction(cloud, source));
    const people = await each(range(watched), async (index) => {
      const { id, phone } = await aPersonWithPhone(cloud, index);
      return { phone, source: await aSource(cloud, { users: [{ id }] }) };
    });
    await cloud.settle();
    const before = await readMeters(cloud);
    const now = await cloud.now();
    const every = Math.ceil(alerts / watched);
    await each(range(alerts), async (index) => {
      await post(cloud, quiet[index % sources] as Source, `failing-${index}`);
      const person = index % every === 0 ? people[index / every] : undefined;
      if (person) await post(cloud, person.source, 'watched');
    });
    await cloud.settle();
    const after = await readMeters(cloud);
    const phones = new Set(people.map(({ phone }) => phone));
    const texts = (await cloud.outbox()).filter(({ to }) => phones.has(to));
    const { body: newest }: { body: readonly { status: string }[] } = await cloud.api(
      'GET',
      '/api/alerts?max-results=100',
    );
    const count = (wanted: Parameters<typeof callsBetween>[2]) => callsBetween(before, after, wanted);
    return {
      alerts: alerts + watched,
      texts: texts.length,
      late: texts.filter(({ at }) => at !== now).length,
      calls: paging.map((name) => count({ function: name })),
      attempts: count({ function: 'run-action', service: 'webhook' }),
      runs: count({ service: 'lambda', action: 'Invoke' }),
      notedAs: newest.map(({ status }) => status),
    };
  } finally {
    await cloud.stop();
  }
}

async function aFailingAction(cloud: LocalCloud, { id }: Source): Promise<void> {
  await create(cloud, '/api/alert-actions', {
    name: 'Fails',
    connectorType: 'webhook',
    triggerMode: 'AUTOMATIC',
    triggerTypes: ['alert-created'],
    alertSources: [{ id }],
    params: { webhookUrl: `https://answers-503.example.com/${id}` },
  });
}

async function post(cloud: LocalCloud, source: Source, key: string): Promise<void> {
  const { status } = await cloud.api('POST', '/api/events', JSON.parse(eventBody(source, key)), null);
  if (status !== 202) throw new Error(`the event was answered ${status}`);
}
