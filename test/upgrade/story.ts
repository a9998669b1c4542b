import type { OutboxMessage } from '../../local/outbox/message.ts';
import type { LocalCloud } from '../support/local-cloud.ts';
import { deploySomething, holdSomething, setUpActions } from './story-actions.ts';
import { configure, minutesFromNow, must, type People } from './story-configuration.ts';
import { actElsewhere } from './story-elsewhere.ts';
import { beginToSignIn, signIn } from './story-sign-in.ts';
import {
  beginToTell,
  resolveUnread,
  type StatusScene,
  setUnseenStatus,
  showStatus,
  statusAtTheEnd,
} from './story-status.ts';

/** The alerts of the story, by the state they are in when it stops. */
export const alertNames = [
  'resolved',
  'accepted',
  'snoozed',
  'exhausted',
  'middle of level 2',
  'claimed and not expanded',
  'being sent',
  'queued',
  'answered by a text that waits',
  'resolved by an event that waits',
  'accepted and not announced yet',
  'accepted and not seen by the change feed',
  'to be accepted by an old link',
  'to be accepted by an old code',
  'to be accepted by an old mail',
  'accepted, and its group grows',
  'speaks of a service',
  'told elsewhere',
] as const;
export type AlertName = (typeof alertNames)[number];

/** What the story has left behind, and what the rest of it needs. */
export interface Scene {
  readonly people: People;
  readonly alerts: Readonly<Partial<Record<AlertName, number>>>;
  /** Of the event that waits: its alert is not there yet. */
  readonly waiting: string;
  /** The ways to answer that people were sent. */
  readonly answers: { readonly link: string; readonly code: string; readonly mailTo: string; readonly adasKey: string };
  /** Since there are services. */
  readonly status?: StatusScene;
}

/** Whom the local cloud tells of alarms. */
const operator = 'operator@example.com';

/** When it begins: a Saturday. */
export const storyBegins = '2026-11-21T10:00:00.000Z';

/**
 * Leads a fresh cloud, whose clock stands still, to where as much as possible is under way at once: alerts in every state,
 * due and delayed notifications, one that is being sent, a step that was claimed only, and messages in every queue. Stops
 * the consumers on its way; `goOn` starts them again. What a version does not know yet is left out for it.
 */
export async function playStory(cloud: LocalCloud, version: number): Promise<Scene> {
  const { people, keys, policies, adasKey } = await configure(cloud, version);
  if (version >= 3) await signIn(cloud, people);
  const alerts: Partial<Record<AlertName, number>> = {};
  const post = async (summary: string, policy: keyof typeof policies) => {
    const source = must(
      await cloud.api('POST', '/api/alert-sources', {
        name: `Source of ${summary}`,
        integrationType: 'API',
        escalationPolicy: { id: policies[policy] },
      }),
    );
    const event = { integrationKey: source.integrationKey, eventType: 'ALERT', summary, alertKey: summary };
    must(await cloud.api('POST', '/api/events', event, null));
    await cloud.settle();
    return source.integrationKey as string;
  };
  const open = async (name: AlertName, policy: keyof typeof policies = 'platform') => {
    const key = await post(name, policy);
    alerts[name] = must(await cloud.api('GET', '/api/alerts?max-results=1'))[0].id;
    return key;
  };
  const put = async (name: AlertName, verb: string, body?: object) =>
    must(await cloud.api('PUT', `/api/alerts/${alerts[name]}/${verb}`, body, adasKey));
  const stop = (consumer: string) => cloud.control('POST', 'stop', { consumer });
  const crash = (functionName: string, service: string, action: string, skip = 0) =>
    cloud.faults.add({ function: functionName, service, action, skip, kind: 'crash-before' });
  const sentFor = async (name: AlertName, channel: OutboxMessage['channel']) => {
    const message = (await cloud.outbox()).find((one) => one.channel === channel && one.alertId === alerts[name]);
    if (message === undefined) throw new Error(`nothing was sent by ${channel} for the alert "${name}"`);
    return message;
  };

  const status = version >= 4 ? await showStatus(cloud, people, policies.mail) : undefined;
  if (version >= 5) await setUpActions(cloud, policies.mail);
  if (version >= 6) {
    await deploySomething(cloud);
    await holdSomething(cloud, policies.mail);
    alerts['told elsewhere'] = await actElsewhere(cloud, policies.mail);
  }
  if (status) alerts['speaks of a service'] = status.alertId;
  await open('resolved');
  await put('resolved', 'resolve');
  await open('accepted');
  await put('accepted', 'accept');
  must(await cloud.api('POST', `/api/alerts/${alerts.accepted}/comments`, { content: 'I look into it' }, adasKey));
  must(
    await cloud.api('POST', `/api/alerts/${alerts.accepted}/responders`, { user: { id: people.edsger.id } }, adasKey),
  );
  await open('snoozed');
  await put('snoozed', 'accept');
  await put('snoozed', 'snooze', { until: await minutesFromNow(cloud, 20) });
  await open('exhausted', 'once');
  await open('middle of level 2');
  await cloud.advance(6 * 60);

  await open('to be accepted by an old link', 'mail');
  await open('to be accepted by an old mail', 'mail');
  await open('to be accepted by an old code', 'text');
  await open('accepted and not announced yet', 'updates');
  await open('accepted and not seen by the change feed', 'updates');
  await open('answered by a text that waits', 'text');
  const toResolve = await open('resolved by an event that waits', 'text');
  await crash('send-notification', 'sms-voice', 'SendTextMessage');
  await open('being sent', 'other text');
  await crash('advance-escalation', 'dynamodb', 'TransactWriteItems', 1);
  await open('claimed and not expanded', 'device');

  const grow = version >= 2 ? await openGroup(cloud, policies.mail) : undefined;
  if (grow) {
    alerts['accepted, and its group grows'] = must(await cloud.api('GET', '/api/alerts?max-results=1'))[0].id;
    await put('accepted, and its group grows', 'accept');
    await grow('db-1', 'db-2');
  }

  await stop('notifications');
  await stop('notifications-voice');
  if (version >= 3) await beginToSignIn(cloud, people);
  if (status) await beginToTell(cloud, status);
  // Within a minute of the last news: it is planned for the minute's end.
  await grow?.('db-1', 'db-2', 'db-3');
  await open('queued', 'everything');
  await put('accepted and not announced yet', 'accept');
  await cloud.settle();
  await stop('table');
  if (status) await setUnseenStatus(cloud, status);
  await put('accepted and not seen by the change feed', 'accept');
  await stop('inbound');
  const text = await sentFor('answered by a text that waits', 'SMS');
  await cloud.reply(text.id, { text: codeIn(text) });
  await stop('events');
  const event = { integrationKey: keys.waiting, eventType: 'ALERT', summary: 'waiting', alertKey: 'waiting' };
  must(await cloud.api('POST', '/api/events', event, null));
  const answer = { integrationKey: toResolve, eventType: 'RESOLVE', alertKey: 'resolved by an event that waits' };
  must(await cloud.api('POST', '/api/events', answer, null));
  if (status) await resolveUnread(cloud, status);
  await cloud.settle();

  const mail = await sentFor('to be accepted by an old link', 'EMAIL');
  const toAnswer = await sentFor('to be accepted by an old mail', 'EMAIL');
  const link = mail.links.find(({ url }) => url.includes('/answer/'))?.url;
  if (link === undefined) throw new Error('the mail has no link to answer by');
  return {
    people,
    alerts,
    waiting: 'waiting',
    ...(status && { status }),
    answers: {
      link: new URL(link).pathname,
      code: codeIn(await sentFor('to be accepted by an old code', 'SMS')),
      mailTo: toAnswer.headers['reply-to'] ?? '',
      adasKey,
    },
  };
}

/** Opens an alert about a group of one member; returns how to tell of its members again. */
async function openGroup(cloud: LocalCloud, policyId: number) {
  const source = must(
    await cloud.api('POST', '/api/alert-sources', {
      name: 'Source of a group',
      integrationType: 'PROMETHEUS',
      escalationPolicy: { id: policyId },
    }),
  );
  const tell = async (...hosts: string[]) => {
    const alerts = hosts.map((instance) => ({ status: 'firing', labels: { alertname: 'Disk full', instance } }));
    const body = { version: '4', groupKey: 'disks', status: 'firing', alerts, groupLabels: { alertname: 'Disk full' } };
    must(await cloud.api('POST', `/api/v1/events/prometheus-alertmanager/${source.integrationKey}`, body, null));
    await cloud.settle();
  };
  await tell('db-1');
  return tell;
}

/** The text that accepts, as the message says. */
function codeIn({ text }: OutboxMessage): string {
  const [code] = /\bA\d+\b/.exec(text) ?? [];
  if (code === undefined) throw new Error(`no code to answer with in: ${text}`);
  return code;
}

/** How the story ends: who was told what from where it stopped, and what became of every alert. */
export interface Ending {
  readonly told: readonly string[];
  readonly alerts: Readonly<Record<string, string>>;
  readonly status?: readonly string[];
}

/** Alarms ring by what went before, which no deploy takes along. */
const isToPeople = ({ to }: OutboxMessage): boolean => to !== operator;

/**
 * Starts everything again, answers by the old link, code and mail, and lets 25 minutes pass. Messages are told by
 * channel, receiver and alert, in no order: what is the same whichever code has done it.
 */
export async function goOn(cloud: LocalCloud, scene: Scene): Promise<Ending> {
  const seen = (await cloud.outbox()).at(-1)?.seq ?? 0;
  const { people, answers } = scene;
  await cloud.faults.clear();
  await cloud.control('DELETE', 'stop');
  await cloud.settle();
  must(await cloud.api('POST', answers.link, undefined, null));
  await cloud.control('POST', 'inbound/sms', { from: people.grace.phone, text: answers.code });
  await cloud.control('POST', 'inbound/email', {
    from: people.barbara.email,
    to: answers.mailTo,
    subject: 'Re: alert',
    text: 'ACCEPT',
  });
  await cloud.settle();
  await cloud.advance(25 * 60);

  const names = new Map(alertNames.map((name) => [scene.alerts[name], name as string]));
  const all = must(await cloud.api('GET', '/api/alerts?max-results=100'));
  const nameOf = (id: number | null) => (id === null ? '' : (names.get(id) ?? scene.waiting));
  return {
    told: (await cloud.outbox(seen))
      .filter(isToPeople)
      .map(({ channel, to, alertId }) => `${channel} ${to} ${nameOf(alertId)}`)
      .sort(),
    alerts: Object.fromEntries(
      all
        .map(({ id, status }: { id: number; status: string }) => [nameOf(id), status] as const)
        .sort(([a]: readonly [string], [b]: readonly [string]) => (a < b ? -1 : 1)),
    ),
    ...(scene.status && { status: await statusAtTheEnd(cloud, scene.status) }),
  };
}
