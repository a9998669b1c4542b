import { describe, expect, it } from 'vitest';
import type { TicketNews } from '../../functions/actions/inbound/reader.ts';
import { markOf } from '../../functions/actions/tickets.ts';
import type { ConnectorType } from '../../functions/domain/alert-action/connector-type.ts';
import { idOfChatApp } from '../../functions/domain/chat/chat-app.ts';
import { plus } from '../../functions/domain/time.ts';
import { wireIdOf } from '../../functions/domain/wire-id.ts';
import { createCipher } from '../../functions/platform/cipher.ts';
import { createStore } from '../../functions/store/store.ts';
import type { AskOutside } from '../../functions/usecases/action-delivery/perform.ts';
import { runActionWork } from '../../functions/usecases/action-delivery/run.ts';
import { commentAlert } from '../../functions/usecases/alert/comment.ts';
import { answerInChat } from '../../functions/usecases/chat/press.ts';
import { hearOfTicket, mayConcern, TicketNotNotedYetError } from '../../functions/usecases/ticket/hear.ts';
import { settings } from '../actions/facts.ts';
import { createJira } from '../actions/fakes/jira.ts';
import { createSlack } from '../actions/fakes/slack.ts';
import { createZendesk } from '../actions/fakes/zendesk.ts';
import { anAction, tenOClock } from '../support/factories.ts';
import { automated } from './automation/automation-world.ts';

const jiraAction = wireIdOf(1);
const triggerTypes = [
  'alert-created',
  'alert-acknowledged',
  'alert-comment-added',
  'alert-resolved',
  'alert-auto-resolved',
] as const;

/** An alert whose source opens a ticket in Jira (action 1), another in Zendesk (2), and calls a webhook (3). */
async function ticketed({ withSlack = false } = {}) {
  const world = await automated([]);
  const jira = createJira();
  const zendesk = createZendesk();
  const posts: Record<string, unknown>[] = [];
  const connect = async (id: number, type: ConnectorType) =>
    world.store.connectors.create({
      id,
      version: 0,
      type,
      name: type,
      params: settings[type].connector ?? {},
      createdAt: tenOClock,
      updatedAt: tenOClock,
    });
  await connect(41, 'jira');
  await connect(42, 'zendesk');
  const act = (id: number, connectorType: ConnectorType, connectorId?: number) =>
    world.store.alertActions.create(
      anAction({
        id,
        connectorType,
        alertSourceIds: [800],
        triggerTypes: [...triggerTypes],
        params: settings[connectorType].params,
        ...(connectorId !== undefined && { connectorId }),
      }),
    );
  await act(1, 'jira', 41);
  await act(2, 'zendesk', 42);
  await act(3, 'webhook');
  const slack = createSlack();
  if (withSlack) {
    const params = { botToken: 'xoxb-1', signingSecret: 'slack-signing-secret' };
    const app = { version: 0, type: 'slack', createdAt: tenOClock, updatedAt: tenOClock } as const;
    await world.store.chatApps.create({ ...app, id: idOfChatApp('slack'), params });
    await connect(44, 'slack');
    await act(4, 'slack', 44);
  }
  const writes: string[] = [];
  /** What a fake does before it answers. */
  const meanwhile = { jira: async (): Promise<void> => undefined };
  const ask: AskOutside = async (request) => {
    if (request.kind !== 'http') throw new Error('nothing else is asked');
    const { host } = new URL(request.url);
    if (request.method !== 'GET' && !host.startsWith('hooks.')) writes.push(`${request.method} ${host}`);
    if (host === 'example.atlassian.net') {
      const answer = jira.target(request);
      await meanwhile.jira();
      return { kind: 'http', ...answer };
    }
    if (host === 'slack.com') {
      expect(request.headers.authorization).toBe('Bearer xoxb-1');
      const headers = { ...request.headers, authorization: 'Bearer installed-token-1' };
      return { kind: 'http', ...slack.target({ ...request, headers }) };
    }
    if (host === 'example.zendesk.com') return { kind: 'http', ...zendesk.target(request) };
    posts.push(JSON.parse(request.body ?? '{}'));
    return { kind: 'http', status: 200, headers: {}, body: '' };
  };
  const ctx = {
    ...world.ctx,
    settings: { publicUrl: 'https://tocsin.example.com', consoleUrl: 'https://tocsin.example.com', twoWaySms: true },
  };
  const alertId = await world.alert();
  const deliver = async () => {
    world.clock.advance({ seconds: 5 });
    const deadline = plus(world.clock.now(), { minutes: 1 });
    await runActionWork(ctx, ask, { alertIds: [alertId], deadline });
    await runActionWork(ctx, ask, { deadline });
  };
  const hear = (
    { by = 'Grace Hopper', ...news }: Partial<TicketNews> | { readonly by: null } = {},
    actionId = jiraAction,
    tool = 'Jira',
  ) =>
    hearOfTicket(ctx, {
      actionId,
      tool,
      news: { ticket: '10001', name: 'OPS-1', what: 'closed', occasion: 'one', ...news, ...(by !== null && { by }) },
    });
  const timeline = async (type: string) =>
    (await world.store.alerts.log(alertId, { offset: 0, limit: 100 }))
      .filter((entry) => entry.type === type)
      .map(({ vars }) => vars);
  const comments = async () => (await timeline('AlertCommentAddedBySystemLogEntry')).map(({ comment }) => comment);
  const alert = async () => (await world.store.alerts.get(alertId))?.status;
  return {
    ...world,
    ctx,
    alertId,
    jira,
    zendesk,
    slack,
    posts,
    writes,
    meanwhile,
    deliver,
    hear,
    timeline,
    comments,
    status: alert,
  };
}

describe('a ticket that is closed', () => {
  it('resolves its alert, by whoever closed it, and every other action is told', async () => {
    const { deliver, hear, status, timeline, posts, writes, zendesk, jira } = await ticketed();
    await deliver();
    expect(jira.tickets()).toMatchObject([{ reference: '10001 OPS-1', isClosed: false }]);
    jira.closeByHand('10001');
    const before = writes.length;
    expect(await hear()).toMatchObject({ kind: 'done', did: ['resolved'] });
    expect(await status()).toBe('RESOLVED');
    expect(await timeline('UserResponseLogEntry')).toEqual([
      { response: 'RESOLVED', user: 'Grace Hopper', via: 'TICKET', tool: 'Jira', actionId: jiraAction },
    ]);
    await deliver();
    await deliver();
    expect(writes.slice(before)).toEqual(['PUT example.zendesk.com']);
    expect(zendesk.tickets()).toMatchObject([{ isClosed: true, comments: ['Resolved by Grace Hopper (Jira)'] }]);
    expect(jira.tickets()).toMatchObject([{ comments: [] }]);
    expect(posts.map(({ eventType }) => eventType)).toEqual(['alert-created', 'alert-resolved']);
  });

  it('does nothing more when it is told again, or late, or when Tocsin has closed it', async () => {
    const { deliver, hear, resolve, alertId, timeline, jira } = await ticketed();
    await deliver();
    await resolve(alertId);
    await deliver();
    expect(jira.tickets()).toMatchObject([{ isClosed: true }]);
    for (const occasion of ['one', 'one', 'two'])
      expect(await hear({ occasion })).toEqual({ kind: 'nothing', why: 'the alert knows it' });
    expect(await timeline('UserResponseLogEntry')).toHaveLength(1);
    expect(await timeline('AlertCommentAddedBySystemLogEntry')).toEqual([]);
  });

  it('resolves once when several tell of it, and somebody resolves it, at the same moment', async () => {
    const { deliver, hear, resolve, alertId, timeline } = await ticketed();
    await deliver();
    await Promise.all([hear(), hear({ occasion: 'two' }), resolve(alertId), hear()]);
    expect(await timeline('UserResponseLogEntry')).toHaveLength(1);
  });

  it('takes with it what was said', async () => {
    const { deliver, hear, comments } = await ticketed();
    await deliver();
    expect(await hear({ comment: 'The log was rotated.' })).toMatchObject({ did: ['commented', 'resolved'] });
    expect(await comments()).toEqual(['The log was rotated.']);
  });

  it.each([
    ['of nobody', { ticket: '99999' }, 'the ticket is none that this action has opened'],
    [
      'that bears the mark of another action',
      { ticket: '99999', mark: `tocsin-${wireIdOf(2).toLowerCase()}-1` },
      'the ticket is none that this action has opened',
    ],
    [
      'that bears the mark of an alert that is not there',
      { ticket: '99999', mark: `tocsin-${jiraAction.toLowerCase()}-1` },
      'the ticket only looks like one of this action',
    ],
  ])('does nothing where it is one %s', async (_whose, news, why) => {
    const { deliver, hear, status } = await ticketed();
    await deliver();
    expect(await hear(news)).toEqual({ kind: 'nothing', why });
    expect(await status()).toBe('PENDING');
  });

  it('does nothing where it only bears the mark of an alert that has another ticket', async () => {
    const { deliver, hear, status, alertId } = await ticketed();
    await deliver();
    const mark = markOf({ action: { id: jiraAction }, alert: { id: alertId } });
    expect(await hear({ ticket: '99999', mark })).toEqual({
      kind: 'nothing',
      why: 'the ticket only looks like one of this action',
    });
    expect(await status()).toBe('PENDING');
  });

  it('is of one action: another that tells of a ticket with the same number does nothing', async () => {
    const { deliver, hear, status } = await ticketed();
    await deliver();
    const notOpened = { kind: 'nothing', why: 'the ticket is none that this action has opened' };
    expect(await hear({}, wireIdOf(2), 'Zendesk')).toEqual(notOpened);
    expect(await hear({}, wireIdOf(3))).toEqual(notOpened);
    expect(await hear({}, 'no-id')).toEqual({ kind: 'nothing', why: 'there is no such action' });
    expect(await status()).toBe('PENDING');
  });

  it('is heard again when it is told before whoever opened the ticket has noted it', async () => {
    const { deliver, hear, meanwhile, alertId, status } = await ticketed();
    const told: unknown[] = [];
    const mark = markOf({ action: { id: jiraAction }, alert: { id: alertId } });
    meanwhile.jira = async () => {
      meanwhile.jira = async () => undefined;
      told.push(await hear({ mark }).catch((error: unknown) => error));
    };
    await deliver();
    expect(told).toEqual([expect.any(TicketNotNotedYetError)]);
    expect(await status()).toBe('PENDING');
    await hear({ mark });
    expect(await status()).toBe('RESOLVED');
  });

  it('is heard where whoever opened the ticket notes it between two looks', async () => {
    const { deliver, ctx, store, alertId, status } = await ticketed();
    await deliver();
    let looks = 0;
    const actionDeliveries = Object.assign(Object.create(store.actionDeliveries), {
      alertOfTicket: async (action: number, ticket: string) =>
        looks++ === 0 ? undefined : store.actionDeliveries.alertOfTicket(action, ticket),
    });
    const mark = markOf({ action: { id: jiraAction }, alert: { id: alertId } });
    const news = { ticket: '10001', name: 'OPS-1', what: 'closed', occasion: 'one', mark } as const;
    const heard = { actionId: jiraAction, tool: 'Jira', news };
    expect(await hearOfTicket({ ...ctx, store: { ...store, actionDeliveries } }, heard)).toMatchObject({
      kind: 'done',
    });
    expect(await status()).toBe('RESOLVED');
  });

  it('is told by the tool alone where it does not say by whom', async () => {
    const { deliver, hear, timeline } = await ticketed();
    await deliver();
    await hear({ by: null });
    expect(await timeline('UserResponseLogEntry')).toEqual([
      { response: 'RESOLVED', user: 'Jira', via: 'TICKET', actionId: jiraAction },
    ]);
  });
});

it('may concern an action where it bears the mark of that, of whatever alert, or is a ticket that it has opened', async () => {
  const { deliver, ctx } = await ticketed();
  await deliver();
  const concerns = (news: Partial<TicketNews>, actionId = jiraAction) =>
    mayConcern(ctx, { actionId, news: { ticket: '99999', what: 'closed', occasion: 'one', ...news } });
  const mark = (actionId: string, id: number) => markOf({ action: { id: actionId }, alert: { id } });
  expect(await concerns({ ticket: '10001' })).toBe(true);
  for (const alert of [1, 4711]) expect(await concerns({ mark: mark(jiraAction, alert) })).toBe(true);
  expect(await concerns({})).toBe(false);
  expect(await concerns({ mark: mark(wireIdOf(2), 1) })).toBe(false);
  expect(await concerns({ mark: `re: ${mark(jiraAction, 1)}` })).toBe(false);
  expect(await concerns({ ticket: '10001' }, wireIdOf(2))).toBe(false);
  expect(await concerns({ ticket: '10001' }, 'no-id')).toBe(false);
});

describe('what is said at a ticket', () => {
  const said = { what: 'commented', comment: 'The log was rotated.' } as const;

  it('is said at the alert once, and to other actions, but not back', async () => {
    const { deliver, hear, comments, timeline, zendesk, jira, posts } = await ticketed();
    await deliver();
    await hear(said);
    await deliver();
    await hear(said);
    await deliver();
    expect(await comments()).toEqual(['The log was rotated.']);
    expect(await timeline('AlertCommentAddedBySystemLogEntry')).toMatchObject([
      { user: 'Grace Hopper', tool: 'Jira', via: 'TICKET' },
    ]);
    expect(zendesk.tickets()).toMatchObject([{ comments: ['Comment by Grace Hopper (Jira)\n\nThe log was rotated.'] }]);
    expect(jira.tickets()).toMatchObject([{ comments: [] }]);
    expect(posts.map(({ eventType }) => eventType)).toEqual(['alert-created', 'alert-comment-added']);
  });

  it('is twice the same where it was said twice', async () => {
    const { deliver, hear, comments } = await ticketed();
    await deliver();
    await hear({ ...said, comment: '+1', occasion: 'one' });
    await hear({ ...said, comment: '+1', occasion: 'two' });
    expect(await comments()).toEqual(['+1', '+1']);
  });

  it('comes too late for no alert', async () => {
    const { deliver, hear, comments, resolve, alertId } = await ticketed();
    await deliver();
    await resolve(alertId);
    await hear(said);
    expect(await comments()).toEqual(['The log was rotated.']);
  });

  it('is not what Tocsin has written there, in whatever markup it comes back', async () => {
    const { deliver, hear, comments, as, accept, alertId, jira, zendesk } = await ticketed();
    await deliver();
    await accept(alertId);
    await commentAlert(as(1), { alertId, content: 'See https://wiki.example.com/disk\nand *rotate* the log.' });
    await deliver();
    const [ticket] = jira.tickets();
    expect(ticket?.comments).toHaveLength(2);
    for (const [index, comment] of (ticket?.comments ?? []).entries())
      expect(await hear({ what: 'commented', comment, occasion: `${index}` })).toMatchObject({ kind: 'nothing' });
    const linked = (ticket?.comments[1] ?? '').replace(/(https:\S+)/, '[$1|$1|smart-link]');
    expect(await hear({ what: 'commented', comment: linked, occasion: 'x' })).toMatchObject({ kind: 'nothing' });
    const html = (zendesk.tickets()[0]?.comments[1] ?? '').replaceAll('\n', '<br>');
    const toldByZendesk = { ticket: '35436', what: 'commented', comment: html } as const;
    expect(await hear(toldByZendesk, wireIdOf(2), 'Zendesk')).toMatchObject({ kind: 'nothing' });
    expect(await comments()).toEqual([]);
  });
});

describe('a ticket that is open again', () => {
  const reopened = { what: 'reopened', status: 'To Do' } as const;

  it('is noted at an alert that is over, once, and changes nothing else', async () => {
    const { deliver, hear, comments, status } = await ticketed();
    await deliver();
    await hear();
    await deliver();
    await hear({ ...reopened, occasion: 'again' });
    await hear({ ...reopened, occasion: 'again' });
    expect(await comments()).toEqual(['OPS-1 is open in Jira: To Do']);
    expect(await status()).toBe('RESOLVED');
  });

  it('is named by its number, and without its status, where the tool says no more', async () => {
    const { deliver, ctx, hear, comments } = await ticketed();
    await deliver();
    await hear();
    await deliver();
    const news = { ticket: '10001', what: 'reopened', occasion: 'again' } as const;
    await hearOfTicket(ctx, { actionId: jiraAction, tool: 'Jira', news });
    expect(await comments()).toEqual(['10001 is open in Jira']);
  });

  it('is no news of an alert that is open', async () => {
    const { deliver, hear, comments } = await ticketed();
    await deliver();
    expect(await hear(reopened)).toMatchObject({ kind: 'nothing' });
    expect(await comments()).toEqual([]);
  });

  it('may be told before it is told that it was closed', async () => {
    const { deliver, hear, status } = await ticketed();
    await deliver();
    await hear(reopened);
    await hear({ occasion: 'before' });
    expect(await status()).toBe('RESOLVED');
  });
});

/** The store of a world whose n-th call of the table fails: before it is done, or with its answer lost. */
function breaking(
  { table, clock }: Pick<Awaited<ReturnType<typeof ticketed>>, 'table' | 'clock'>,
  n: number,
  when: string,
) {
  let calls = 0;
  const broken = new Proxy(table, {
    get: (own, name) => {
      const value: unknown = Reflect.get(own, name);
      if (typeof value !== 'function') return value;
      return async (...about: readonly unknown[]) => {
        const isBroken = ++calls === n;
        if (isBroken && when === 'before') throw new Error('the table does not answer');
        const answer: unknown = await Reflect.apply(value, own, about);
        if (isBroken) throw new Error('the answer was lost');
        return answer;
      };
    },
  });
  const store = createStore(broken, { clock, cipher: createCipher('a test secret') });
  return { store, isReached: () => calls >= n };
}

it.each(['before', 'after'])('does all of it once, whichever call breaks, %s it is done', async (when) => {
  for (let n = 1, isReached = true; isReached; n += 1) {
    const world = await ticketed();
    await world.deliver();
    const { deliver, timeline, comments, status, ctx } = world;
    const news = { ticket: '10001', what: 'closed', by: 'Grace', comment: 'Rotated.', occasion: 'one' } as const;
    const heard = { actionId: jiraAction, tool: 'Jira', news };
    const broken = breaking(world, n, when);
    const failed = await hearOfTicket({ ...ctx, store: broken.store }, heard).catch((error: unknown) => error);
    isReached = broken.isReached();
    // Lambda does it again.
    if (failed instanceof Error) await hearOfTicket(ctx, heard);
    await deliver();
    expect([n, await status(), (await comments()).length, (await timeline('UserResponseLogEntry')).length]).toEqual([
      n,
      'RESOLVED',
      1,
      1,
    ]);
    // Both are of one moment here.
    expect(world.posts.map(({ eventType }) => eventType).toSorted()).toEqual([
      'alert-comment-added',
      'alert-created',
      'alert-resolved',
    ]);
    if (!isReached) expect(n).toBeGreaterThan(5);
  }
});

it('goes from a button in Slack to the ticket, and from the ticket back to Slack, without a call too many', async () => {
  const { ctx, deliver, hear, slack, jira, zendesk, writes, alertId, store, status, clock } = await ticketed({
    withSlack: true,
  });
  await deliver();
  expect(slack.posts).toHaveLength(1);
  expect(JSON.stringify(slack.posts[0]?.blocks)).toContain('Accept');

  const user = await store.users.get(1);
  if (user === undefined) throw new Error('user 1 is there');
  await answerInChat(ctx, { user, via: 'SLACK', scope: 'pressed' }, { alertId, action: 'ACCEPT' });
  expect(await status()).toBe('ACCEPTED');
  await deliver();
  expect(slack.posts).toHaveLength(1);
  expect(JSON.stringify(slack.posts[0])).toContain('Accepted by First1 Last1');
  for (const tool of [jira, zendesk]) expect(tool.tickets()[0]?.comments).toEqual(['Accepted by First1 Last1']);

  jira.closeByHand('10001');
  await hear();
  expect(await status()).toBe('RESOLVED');
  const before = writes.length;
  await deliver();
  const after = writes.slice(before).toSorted();
  expect(after).toEqual(['POST slack.com', 'PUT example.zendesk.com']);
  expect(slack.posts).toHaveLength(1);
  expect(JSON.stringify(slack.posts[0])).toContain('Grace Hopper (Jira)');
  expect(JSON.stringify(slack.posts[0]?.blocks)).not.toContain('"Accept"');
  expect(zendesk.tickets()).toMatchObject([{ isClosed: true }]);

  // What the tools tell of what Tocsin has done there, and time that goes by, set nothing more in motion.
  await hear({ ticket: '35436', what: 'closed', occasion: 'by Tocsin' }, wireIdOf(2), 'Zendesk');
  await hear({ what: 'commented', comment: jira.tickets()[0]?.comments[0] ?? '', occasion: 'by Tocsin' });
  for (let hour = 0; hour < 26; hour += 1) {
    clock.advance({ hours: 1 });
    await deliver();
  }
  expect(writes.slice(before)).toHaveLength(after.length);
});

it('is one ticket, that leads back to its alert, however often its opening is repeated', async () => {
  const { deliver, hear, meanwhile, jira, clock, status, table } = await ticketed();
  let isLost = true;
  meanwhile.jira = async () => {
    if (isLost) throw new Error('the function dies');
  };
  await deliver();
  expect(jira.tickets()).toHaveLength(1);
  isLost = false;
  clock.advance({ minutes: 10 });
  await deliver();
  await deliver();
  const noted = table.items().filter(({ PK }) => String(PK).startsWith('ACTION_TICKET#1#'));
  expect(jira.tickets()).toHaveLength(1);
  expect(noted).toHaveLength(1);
  await hear();
  expect(await status()).toBe('RESOLVED');
});
