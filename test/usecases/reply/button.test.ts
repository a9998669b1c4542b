import { beforeEach, describe, expect, it } from 'vitest';
import { DomainError } from '../../../functions/domain/errors.ts';
import { epochSecondsOf, plus } from '../../../functions/domain/time.ts';
import { createTokens } from '../../../functions/platform/tokens.ts';
import { createManualAlert } from '../../../functions/usecases/alert/create-manual.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { actOnAnswer, actOnButton, showAnswer } from '../../../functions/usecases/reply/answer-link.ts';
import { aUser } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

let world: Awaited<ReturnType<typeof aWorld>>;
let alertId: number;
beforeEach(async () => {
  world = await aWorld({ users: [aUser(1), aUser(2, { language: 'de' }), aUser(3), aUser(4, { role: 'VIEWER' })] });
  ({ id: alertId } = await createManualAlert(world.as(3), { summary: 'Disk full', sourceId: 800 }));
});

const tokens = () => createTokens('a test secret', world.clock);
const link = (action: 'ACCEPT' | 'RESOLVE' | 'ESCALATE' | 'ANY' | 'REPLY', facts: object = {}) => {
  const expiresAt = epochSecondsOf(plus(world.clock.now(), { hours: 1 }));
  return tokens().sign({ alertId, userId: 1, action, expiresAt, ...facts });
};
const press = (token: string) => actOnButton({ ...world.ctx, tokens: tokens() }, { token });
const refused = { status: 403, body: { outcome: 'REFUSED', text: 'This link is not good any more.' } };

it('a form of a link that is not good is refused with a page, and counted', async () => {
  const counted: unknown[] = [];
  const metrics = { ...world.ctx.metrics, count: (...one: unknown[]) => void counted.push(one) };
  const { status, body } = await actOnAnswer({ ...world.ctx, metrics, tokens: tokens() }, { token: 'nonsense' });
  expect([status, body]).toEqual([403, expect.stringContaining('<html')]);
  expect(counted).toEqual([['RepliesRefused', 1, { via: 'LINK' }]]);
});

describe('the page of a link', () => {
  const withTokens = () => ({ ...world.ctx, tokens: tokens() });

  it.each([
    ['ACCEPT', ['ACCEPT']],
    ['ANY', ['ACCEPT', 'RESOLVE', 'ESCALATE']],
  ] as const)('offers what the link stands for, and no more: %s', async (action, offered) => {
    const { status, body } = await showAnswer(withTokens(), { token: link(action) });
    const found = [...body.matchAll(/\b[\w-]{42}\b/g)].map(([token]) => tokens().verify(token)?.action);
    expect([status, new Set(found)]).toEqual([200, new Set(offered)]);
  });

  it('tells who may not of the alert as it is', async () => {
    const { status, body } = await actOnAnswer(withTokens(), { token: link('ACCEPT', { userId: 4 }) });
    expect(status).toBe(200);
    for (const words of ['Disk full', 'your role does not allow this']) expect(body).toContain(words);
  });
});

describe('a button of an app', () => {
  it('tells what cannot be done as the alert is', async () => {
    const save = () => Promise.reject(new DomainError('CONFLICT', 'no'));
    const store = { ...world.store, alerts: { ...world.store.alerts, save } };
    expect(await actOnButton({ ...world.ctx, store, tokens: tokens() }, { token: link('ACCEPT') })).toMatchObject({
      status: 200,
      body: { outcome: 'IMPOSSIBLE', alert: { id: alertId, status: 'PENDING' } },
    });
  });

  it('does what it says, in the name of whose it is, and tells the app what the alert is then', async () => {
    expect(await press(link('ACCEPT'))).toEqual({
      status: 200,
      body: {
        outcome: 'DONE',
        text: expect.stringContaining('You accepted'),
        alert: { id: alertId, status: 'ACCEPTED' },
      },
    });
    const log = await world.store.alerts.log(alertId, { offset: 0, limit: 100 });
    expect(log.at(-1)).toMatchObject({ type: 'UserResponseLogEntry', vars: { via: 'PUSH', response: 'ACCEPTED' } });
    expect(await press(link('RESOLVE', { userId: 2 }))).toMatchObject({
      body: { outcome: 'DONE', text: expect.stringContaining('Sie haben'), alert: { status: 'RESOLVED' } },
    });
    expect(world.counted).not.toContainEqual(['RepliesRefused', 1]);
  });

  it('escalates once, however often the same link is posted', async () => {
    const run = async () => (await world.store.alerts.get(alertId))?.escalation.run ?? 0;
    const before = await run();
    const token = link('ESCALATE');
    await press(token);
    await press(token);
    expect(await run()).toBe(before + 1);
  });

  it('tells who comes too late, and who may not', async () => {
    expect(await press(link('ACCEPT', { userId: 4 }))).toMatchObject({
      status: 200,
      body: { outcome: 'FORBIDDEN', alert: { status: 'PENDING' } },
    });
    await resolveAlert(world.as(3), { alertId });
    expect(await press(link('ACCEPT'))).toMatchObject({
      status: 200,
      body: { outcome: 'RESOLVED_BEFORE', alert: { status: 'RESOLVED' } },
    });
  });

  it('tells of an alert that is gone by the time what was known of it', async () => {
    let looks = 0;
    const get: typeof world.store.alerts.get = async (id) => (looks++ === 0 ? world.store.alerts.get(id) : undefined);
    const store = { ...world.store, alerts: { ...world.store.alerts, get } };
    expect(await actOnButton({ ...world.ctx, store, tokens: tokens() }, { token: link('ACCEPT') })).toMatchObject({
      status: 200,
      body: { outcome: 'GONE', alert: { id: alertId, status: 'PENDING' } },
    });
  });

  it.each([
    ['that nobody made', () => 'nonsense'],
    ['that is over', () => link('ACCEPT', { expiresAt: epochSecondsOf(world.clock.now()) - 1 })],
    ['of an alert that is not there', () => link('ACCEPT', { alertId: 7 })],
    ['of somebody who is gone', () => link('ACCEPT', { userId: 9 })],
    ['that leaves the choice to a page', () => link('ANY')],
    ['that is a reply address', () => link('REPLY')],
  ])('is refused with a link %s, and counted', async (_what, token) => {
    const counted: unknown[] = [];
    const metrics = { ...world.ctx.metrics, count: (...one: unknown[]) => void counted.push(one) };
    expect(await actOnButton({ ...world.ctx, metrics, tokens: tokens() }, { token: token() })).toEqual(refused);
    expect(counted).toEqual([['RepliesRefused', 1, { via: 'LINK' }]]);
    expect((await world.store.alerts.get(alertId))?.status).toBe('PENDING');
  });
});
