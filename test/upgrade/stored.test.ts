import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { sealed } from '../../functions/platform/cipher.ts';
import type { TimerKind } from '../../functions/ports/due-store.ts';
import type { Store } from '../../functions/ports/store.ts';
import { createMemoryTable, type MemoryTable } from '../../functions/store/memory/table.ts';
import { createStore } from '../../functions/store/store.ts';
import type { Item } from '../../functions/store/table.ts';
import { fixedClock } from '../support/clock.ts';
import { type Recording, readRecording, recordedVersions } from './versions.ts';

/** The table a version has left behind, under this version's store. */
async function tableOf(recording: Recording): Promise<{ readonly store: Store; readonly table: MemoryTable }> {
  const table = createMemoryTable();
  for (const item of recording.items)
    await table.write([{ put: unmarshall(item as unknown as Record<string, AttributeValue>) as Item }]);
  return { table, store: createStore(table, { clock: fixedClock(recording.now), cipher: sealed }) };
}

type Read = (store: Store, item: Item) => Promise<unknown>;

const page = { offset: 0, limit: 1000 };
const number = (value: unknown): number => Number(value);
/** What a metric's points come to an hour after the item begins, or a day's sums two days after. */
const partsOf = async (store: Store, { PK, SK }: Item, hours: number) => {
  const at = new Date(Date.parse(SK.split('#')[1] ?? '') + hours * 3_600_000).toISOString();
  return store.metricPoints.parts(number(PK.split('#')[1]), at as never);
};
const ofAlert = (item: Item): number => number(item.PK.split('#')[1]);

/** How an item of each type is read. A type that is missing here is one that nobody can read any more. */
const readers: Readonly<Record<string, Read>> = {
  ACCOUNT: (store) => store.account(),
  USER: (store, { id }) => store.users.get(number(id)),
  POLICY: (store, { id }) => store.policies.get(number(id)),
  SOURCE: (store, { id }) => store.sources.get(number(id)),
  EVENT_FLOW: (store, { id }) => store.eventFlows.get(number(id)),
  FLOW_INTEGRATION: (store, { id }) => store.flowIntegrations.get(number(id)),
  TEAM: (store, { id }) => store.teams.get(number(id)),
  SCHEDULE: async (store, { id }) => {
    const schedule = await store.schedules.get(number(id));
    return schedule && store.schedules.history(schedule);
  },
  OVERRIDE: async (store, { id, scheduleId, start }) =>
    (await store.schedules.overrides(number(scheduleId), start as never)).find((one) => one.id === id),
  SUPPORT_HOURS: (store, { id }) => store.supportHours.get(number(id)),
  MAINTENANCE: (store, { id }) => store.maintenance.get(number(id)),
  SOURCE_MAINTENANCE: async (store, { PK }) => {
    const sourceId = number(PK.split('#')[1]);
    return (await store.maintenance.ofSources([sourceId])).get(sourceId);
  },
  HEARTBEAT: (store, { id }) => store.heartbeats.get(number(id)),
  BEAT: async (store, { monitorId }) => (await store.heartbeats.beats([number(monitorId)]))[0],
  TIMER: (store, { PK, SK }) => store.timers.get(SK.split('#')[1] as TimerKind, number(PK.split('#')[1])),
  COVERAGE: (store, { id }) => store.coverage.get(number(id)),
  APIKEY: (store, { PK, isLimited }) => store.apiKeys.byHash(PK.split('#')[1] ?? '', { isLimited: isLimited === true }),
  EVENT: (store, { PK }) => store.events.get(PK.slice('EVENT#'.length)),
  ALERT: (store, { id }) => store.alerts.get(number(id)),
  RESPONDER: (store, item) => store.alerts.responder(ofAlert(item), number(item.userId)),
  STEP: (store, item) => store.alerts.step(ofAlert(item), number(item.stepId)),
  LOG: async (store, item) => (await store.alerts.log(ofAlert(item), page)).find(({ id }) => id === item.id),
  NOTIFICATION: (store, { PK, id }) => store.notifications.get(PK, number(id)),
  WINDOW: (store, { PK }) => store.windows.get(PK.slice('WINDOW#'.length)),
  CONVERSATION: (store, { address }) => store.conversations.get(String(address)),
  LOCK: (store, { alertId }) => store.alerts.get(number(alertId)),
  AUDIT: async (store, { id }) => (await store.audit.list({}, page)).find((entry) => entry.id === id),
  SESSION: (store, { hash }) => store.sessions.byHash(String(hash)),
  PASSKEY: (store, { credentialId }) => store.passkeys.byCredential(String(credentialId)),
  SIGN_IN_ATTEMPT: async (store, { id, isUsed }) =>
    isUsed === true ? 'used up' : store.signInAttempts.get(String(id)),
  INVITATION: async (store, { userId }) => (await store.invitations.ofUsers([number(userId)]))[0],
  APP: (store, { id }) => store.apps.get(number(id)),
  GRANT: (store, { id }) => store.grants.get(String(id)),
  OAUTH_CODE: (store, { hash }) => store.grants.codeByHash(String(hash)),
  KEY_USAGE: async (store, { quarter }) => {
    const from = String(quarter) as never;
    const until = new Date(Date.parse(String(quarter)) + 900_000).toISOString() as never;
    return (await store.keyUsage.between(from, until))[0];
  },
  IDENTITY_PROVIDER: (store, { id }) => store.identityProviders.get(number(id)),
  DAY_COUNT: (store, { PK }) => store.dayCounts.get(PK.slice('DAY#'.length)),
  SERVICE: (store, { id }) => store.services.get(number(id)),
  OUTAGE_OVERRIDE: (store, { serviceId, id }) => store.services.override(number(serviceId), String(id)),
  SERVICE_MAINTENANCE: async (store, { PK }) => {
    const serviceId = number(PK.split('#')[1]);
    return (await store.maintenance.ofServices([serviceId])).get(serviceId);
  },
  INCIDENT: (store, { id }) => store.incidents.get(number(id)),
  INCIDENT_UPDATE: async (store, { PK, id }) =>
    (await store.incidents.updates(number(PK.split('#')[1]))).find((update) => update.id === id),
  INCIDENT_TEMPLATE: (store, { id }) => store.incidentTemplates.get(number(id)),
  METRIC: (store, { id }) => store.metrics.get(number(id)),
  METRIC_SOURCE: (store, { id }) => store.metricSources.get(number(id)),
  METRIC_POINTS: async (store, item) => (await partsOf(store, item, 1))[0],
  METRIC_SUMS: (store, item) => partsOf(store, item, 48),
  CONNECTOR: (store, { id }) => store.connectors.get(number(id)),
  ALERT_ACTION: (store, { id }) => store.alertActions.get(number(id)),
  ACTION_WATCH: (store, { alertId }) => store.actionDeliveries.watch(number(alertId)),
  ACTION_DELIVERY: (store, { alertId, id }) => store.actionDeliveries.get(number(alertId), number(id)),
  ACTION_REFERENCE: (store, item) =>
    store.actionDeliveries.reference(ofAlert(item), number(String(item.SK).split('#')[1])),
  CHAT_APP: (store, { id }) => store.chatApps.get(number(id)),
  CHAT_ROOM: (store, item) => store.chatRooms.get(ofAlert(item)),
  SOURCE_ACTIONS: async (store, { PK }) => (await store.alertActions.ofSource(number(PK.split('#')[1])))[0],
  DEPLOYMENT_PIPELINE: (store, { id }) => store.deploymentPipelines.get(number(id)),
  LEFT_OUT: (store, { PK }) => store.deploymentPipelines.leftOut(number(PK.split('#')[1])),
  DEPLOYMENT: (store, { PK, SK }) => store.deployments.due(`${PK} ${SK}`),
  DEPLOYMENT_LOOK: (store, { PK, SK }) => store.deployments.due(`${PK} ${SK}`),
  ALERT_DEPLOYMENT: async (store, item) =>
    (await store.deployments.attachedTo(ofAlert(item))).find(({ id }) => id === item.id),
  AUTOMATION_RULE: (store, { id }) => store.automationRules.get(number(id)),
  AUTOMATION_RUN: (store, { alertId }) => store.automationRuns.get(number(alertId)),
  SOURCE_AUTOMATION: async (store, { PK }) => (await store.automationRules.effectsOf(number(PK.split('#')[1])))[0],
  STATUS_PAGE: (store, { id }) => store.statusPages.get(number(id)),
  PUBLISHED: async (store, { PK }) => (await store.pageFiles.placed(number(PK.split('#')[1]))).variants[0],
  PUBLICATION: (store, { PK, SK }) =>
    store.pageFiles.publication(number(PK.split('#')[1]), SK.slice('VARIANT#'.length)),
  PAGE_SUBSCRIBER: (store, { pageId, id }) => store.subscribers.get(number(pageId), number(id)),
  SUBSCRIPTION_REQUEST: (store, { PK, SK }) => store.tellings.work(`${PK} ${SK}`),
  TELLING: (store, { scope, id }) => store.tellings.get(String(scope), String(id)),
  TELLING_PART: async (store, { scope, id, part }) =>
    (await store.tellings.parts({ scope: String(scope), id: String(id) })).find((one) => one.part === part),
  UNIQUE: (store, { PK, ownerId }) => ownerOf(store, PK.split('#')[1] ?? '', number(ownerId)),
};

/** The version that wrote items of a type first, where it was not the first one. */
const newSince: Readonly<Record<string, number>> = {
  EVENT_FLOW: 5,
  FLOW_INTEGRATION: 5,
  AUDIT: 2,
  SESSION: 3,
  SESSION_NOTE: 3,
  PASSKEY: 3,
  PASSKEY_NOTE: 3,
  SIGN_IN_ATTEMPT: 3,
  INVITATION: 3,
  INVITATION_NOTE: 3,
  APP: 3,
  GRANT: 3,
  OAUTH_CODE: 3,
  KEY_USAGE: 3,
  IDENTITY_PROVIDER: 3,
  DAY_COUNT: 3,
  ...Object.fromEntries(
    [
      ...['SERVICE', 'OUTAGE_OVERRIDE', 'SERVICE_MAINTENANCE', 'INCIDENT', 'INCIDENT_UPDATE', 'INCIDENT_TEMPLATE'],
      ...['METRIC', 'METRIC_SOURCE', 'METRIC_POINTS', 'METRIC_SUMS', 'AUTOMATION_RULE', 'AUTOMATION_RUN'],
      ...['SOURCE_AUTOMATION', 'STATUS_PAGE', 'PUBLISHED', 'PUBLICATION', 'PAGE_SUBSCRIBER', 'SUBSCRIPTION_REQUEST'],
      ...['TELLING', 'TELLING_PART', 'SUBSCRIBER_TURN', 'BLOCKED_TARGET'],
    ].map((type) => [type, 4]),
  ),
  ...Object.fromEntries(['CONNECTOR', 'ALERT_ACTION', 'SOURCE_ACTIONS'].map((type) => [type, 5])),
  ...Object.fromEntries(
    ['ACTION_WATCH', 'ACTION_DELIVERY', 'ACTION_REFERENCE', 'ACTION_TICKET', 'CHAT_THREAD', 'INBOUND'].map((type) => [
      type,
      6,
    ]),
  ),
  CHAT_APP: 6,
  HELD: 6,
  SENT: 6,
  CHAT_ROOM: 6,
  ...Object.fromEntries(
    ['DEPLOYMENT_PIPELINE', 'LEFT_OUT', 'DEPLOYMENT', 'DEPLOYMENT_LOOK', 'DELIVERY', 'ALERT_DEPLOYMENT'].map((type) => [
      type,
      6,
    ]),
  ),
};

/** The version that first kept browsers with their owners. */
const browsersSince = 7;

/** Items that say nothing themselves: they are there so that others are found, or not written twice. */
const pointers = [
  ...['REFERRER', 'LOOKUP', 'LOGID', 'SESSION_NOTE', 'PASSKEY_NOTE', 'INVITATION_NOTE'],
  ...['SUBSCRIBER_TURN', 'BLOCKED_TARGET', 'DELIVERY', 'HELD', 'SENT'],
  ...['ACTION_TICKET', 'CHAT_THREAD', 'INBOUND'],
];

/** What is there only where something has failed. */
const seldom = ['DEPLOYMENT_LOOK'];

function ownerOf(store: Store, kind: string, id: number): Promise<unknown> {
  const owners: Readonly<Record<string, { get(id: number): Promise<unknown> }>> = {
    EMAIL: store.users,
    CHAT_USER: store.users,
    USER_FEED: store.users,
    ROUTING_KEY: store.policies,
    INTEGRATION_KEY: { get: async (id) => (await store.sources.get(id)) ?? store.flowIntegrations.get(id) },
    SCHEDULE_FEED: store.schedules,
    HEARTBEAT_NAME: store.heartbeats,
    IDENTITY_DOMAIN: store.identityProviders,
    CLIENT_ID: store.apps,
    METRIC_KEY: store.metrics,
    DEPLOYMENT_KEY: store.deploymentPipelines,
    PAGE_LABEL: store.statusPages,
  };
  return owners[kind]?.get(id) ?? Promise.resolve(undefined);
}

describe.each(recordedVersions())('the table that version %i has left behind', (version) => {
  const recording = readRecording(version);
  let world: Awaited<ReturnType<typeof tableOf>>;
  beforeAll(async () => {
    world = await tableOf(recording);
  });

  it('holds something of every kind', () => {
    const types = new Set(world.table.items().map(({ type }) => String(type)));
    const unknown = [...types].filter((type) => !pointers.includes(type) && readers[type] === undefined);
    expect(unknown).toEqual([]);
    const expected = [...Object.keys(readers), ...pointers].filter((type) => (newSince[type] ?? 1) <= version);
    expect(expected.filter((type) => !types.has(type) && !seldom.includes(type))).toEqual([]);
  });

  it('can be read, item by item', async () => {
    const unread: string[] = [];
    for (const item of world.table.items()) {
      const read = readers[String(item.type)];
      const found = read === undefined || (await read(world.store, item)) !== undefined;
      if (!found) unread.push(`${item.type} ${item.PK} ${item.SK}`);
    }
    expect(unread).toEqual([]);
  });

  it('lists what there is, through every index', async () => {
    const { store } = world;
    const { alerts, people } = recording.scene;
    const all = await store.alerts.list({}, page);
    expect(all.map(({ id }) => id).sort()).toEqual(Object.values(alerts).sort());
    const open = await store.alerts.list({ states: ['PENDING', 'ACCEPTED'] }, page);
    expect(open).toHaveLength(Object.keys(alerts).length - 1);
    expect(await store.users.byEmail(people.ada.email)).toMatchObject({ id: people.ada.id });
    expect(await store.users.byContact('PHONE', people.grace.phone)).toMatchObject([{ id: people.grace.id }]);
    const browsers = world.table
      .items()
      .flatMap(({ type, id, browsers = [] }) =>
        type === 'USER'
          ? (browsers as { endpoint: string }[]).map(({ endpoint }) => ({ id: number(id), endpoint }))
          : [],
      );
    expect(browsers).toHaveLength(version < browsersSince ? 0 : 1);
    for (const { id, endpoint } of browsers)
      expect(await store.users.byContact('BROWSER', endpoint)).toMatchObject([{ id, browsers: [{ endpoint }] }]);
    expect(await store.teams.ofMember(people.ada.id)).toHaveLength(1);
    expect(await store.schedules.ofUser(people.ada.id, recording.now as never)).toHaveLength(1);
    expect(await store.policies.byRoutingKey('everything')).toMatchObject({ name: 'Everything' });
    expect(await store.due.list('escalation', '9999-12-31T23:59:59.999Z' as never, 100)).not.toEqual([]);
    expect(await store.due.list('notification', '9999-12-31T23:59:59.999Z' as never, 100)).not.toEqual([]);
  });
});

describe('an attribute that this version does not know, written by a newer one', () => {
  const withNews = async (find: (item: Item) => boolean) => {
    const { store, table } = await tableOf(readRecording(1));
    const item = table.items().find(find) ?? expect.fail('there is no such item');
    await table.write([{ put: { ...item, news: 'from the future' } }]);
    const news = async () => (await table.get(item))?.news;
    return { store, item, news };
  };

  it('does not keep the item from being read', async () => {
    const { store, item } = await withNews(({ type, status }) => type === 'ALERT' && status === 'PENDING');
    expect(await store.alerts.get(number(item.id))).toMatchObject({ status: 'PENDING' });
  });

  it('is lost when the entity is saved, which writes it whole', async () => {
    const { store, item, news } = await withNews(({ type, status }) => type === 'ALERT' && status === 'PENDING');
    const alert = (await store.alerts.get(number(item.id))) ?? expect.fail('no alert');
    await store.alerts.save(alert, { log: [] });
    expect(await news()).toBeUndefined();
  });

  it('stays when the item is updated: by a lease, and by a ping', async () => {
    const leased = await withNews(({ type, duePK }) => type === 'NOTIFICATION' && duePK !== undefined);
    const [due] = await leased.store.due.list('notification', leased.item.dueAt as never, 1);
    expect(due).toBeDefined();
    if (due) await leased.store.due.lease(due, '2026-12-24T00:00:00.000Z' as never);
    expect(await leased.news()).toBe('from the future');

    const pinged = await withNews(({ type, state }) => type === 'BEAT' && state === 'HEALTHY');
    const [beat] = await pinged.store.heartbeats.beats([number(pinged.item.monitorId)]);
    if (beat) expect(await pinged.store.heartbeats.move({ ...beat, state: 'OVERDUE' }, beat)).toBe(true);
    expect(await pinged.news()).toBe('from the future');
  });
});
