import { describe, expect, it } from 'vitest';
import { DomainError, type DomainErrorCode } from '../../../functions/domain/errors.ts';
import { notificationId } from '../../../functions/domain/notification/id.ts';
import type { Command } from '../../../functions/domain/reply/command.ts';
import type { User } from '../../../functions/domain/user/user.ts';
import { acceptAlert } from '../../../functions/usecases/alert/accept.ts';
import { resolveAlert } from '../../../functions/usecases/alert/resolve.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { answerAlert } from '../../../functions/usecases/reply/answer.ts';
import { refuse } from '../../../functions/usecases/reply/refuse.ts';
import { anEventMessage, aUser } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

/** A pending alert of which user 1 was told, and how somebody answers it. */
async function anAnswerableAlert() {
  const world = await aWorld();
  await processEvent(world.ctx, anEventMessage());
  const [alert] = await world.store.alerts.list({}, { offset: 0, limit: 1 });
  const alertId = alert?.id ?? expect.fail('no alert');
  let messages = 0;
  return {
    ...world,
    alertId,
    answer: (command: Command, user: User = aUser(1), { scope = `INBOUND#${++messages}`, ctx = world.ctx } = {}) =>
      answerAlert(ctx, { alertId, user, command, via: 'SMS', scope }),
    failing: (error: unknown) => {
      const save = () => Promise.reject(error);
      return { ...world.ctx, store: { ...world.store, alerts: { ...world.store.alerts, save } } };
    },
  };
}

describe('an answer that cannot be done', () => {
  it.each<[DomainErrorCode, string]>([
    ['FORBIDDEN', 'forbidden'],
    ['NOT_FOUND', 'gone'],
    ['CONFLICT', 'impossible'],
    ['INVALID', 'impossible'],
    ['NOT_ALLOWED', 'impossible'],
  ])('because of %s is told as %s', async (code, kind) => {
    const world = await anAnswerableAlert();
    const ctx = world.failing(new DomainError(code, 'no'));
    const outcome = await world.answer('ACCEPT', aUser(1), { ctx });
    expect(outcome.kind).toBe(kind);
    if (outcome.kind === 'impossible')
      expect(outcome).toMatchObject({ action: 'ACCEPT', alert: { id: world.alertId } });
  });

  it.each<[string, unknown]>([
    ['is too large', new DomainError('TOO_LARGE', 'no')],
    ['comes too often', new DomainError('RATE_LIMITED', 'no')],
    ['is over', new DomainError('GONE', 'no')],
    ['meets a change', new DomainError('CHANGED', 'no')],
    ['meets somebody at work', new DomainError('BUSY', 'no')],
    ['meets a table that does not answer', new Error('no answer')],
  ])('because it %s is delivered again', async (_what, error) => {
    const world = await anAnswerableAlert();
    await expect(world.answer('ACCEPT', aUser(1), { ctx: world.failing(error) })).rejects.toBe(error);
  });

  it.each([
    ['VIEWER', 'forbidden'],
    ['STAKEHOLDER', 'gone'],
  ] as const)('because the person is a %s is %s, and changes nothing', async (role, kind) => {
    const world = await anAnswerableAlert();
    expect(await world.answer('RESOLVE', aUser(9, { role }))).toEqual({ kind });
    expect((await world.store.alerts.get(world.alertId))?.status).toBe('PENDING');
  });

  it('because the alert is gone is told so', async () => {
    const world = await anAnswerableAlert();
    const answer = { alertId: 4711, user: aUser(1), command: 'ACCEPT', via: 'SMS', scope: 'INBOUND#x' } as const;
    expect(await answerAlert(world.ctx, answer)).toEqual({ kind: 'gone' });
  });
});

describe('an answer to an alert that is resolved', () => {
  it.each<[string, number, Command, string]>([
    ['their own, once more', 1, 'RESOLVE', 'done'],
    ['somebody else’s', 2, 'RESOLVE', 'resolved-before'],
    ['of another kind', 1, 'ACCEPT', 'resolved-before'],
  ])('tells a person of %s', async (_whose, userId, command, kind) => {
    const world = await anAnswerableAlert();
    await resolveAlert(world.as(1), { alertId: world.alertId });
    expect(await world.answer(command, aUser(userId))).toMatchObject({ kind, alert: { status: 'RESOLVED' } });
  });

  it('tells of the source that resolved it, even where its number is the person’s', async () => {
    const world = await anAnswerableAlert();
    await processEvent(world.ctx, anEventMessage({ eventType: 'RESOLVE' }, { eventId: 'over' }));
    expect((await world.store.alerts.get(world.alertId))?.resolvedBy).toMatchObject({ kind: 'source', id: 800 });
    expect(await world.answer('RESOLVE', aUser(800))).toMatchObject({ kind: 'resolved-before' });
  });
});

describe('an answer to an alert that is accepted', () => {
  it.each<[string, number, Command, string | undefined]>([
    ['names whoever accepted it before', 2, 'ACCEPT', 'First1 Last1'],
    ['names nobody to whoever accepted it', 1, 'ACCEPT', undefined],
    ['names nobody when it resolves', 2, 'RESOLVE', undefined],
  ])('%s', async (_what, userId, command, acceptedBefore) => {
    const world = await anAnswerableAlert();
    await acceptAlert(world.as(1), { alertId: world.alertId });
    const outcome = await world.answer(command, aUser(userId));
    expect(outcome).toMatchObject({ kind: 'done', action: command });
    expect('acceptedBefore' in outcome ? outcome.acceptedBefore : undefined).toBe(acceptedBefore);
  });

  it('names nobody who accepted it before it was pending again', async () => {
    const world = await anAnswerableAlert();
    await acceptAlert(world.as(1), { alertId: world.alertId });
    expect(await world.answer('ESCALATE', aUser(1))).toMatchObject({ kind: 'done', action: 'ESCALATE' });
    expect(await world.answer('ACCEPT', aUser(2))).not.toHaveProperty('acceptedBefore');
  });

  it('names the source that accepted it', async () => {
    const world = await anAnswerableAlert();
    await processEvent(world.ctx, anEventMessage({ eventType: 'ACCEPT' }, { eventId: 'taken' }));
    expect(await world.answer('ACCEPT', aUser(800))).toMatchObject({ acceptedBefore: 'Prometheus' });
  });
});

describe('an answer that escalates', () => {
  it('is done once, however often its message is delivered', async () => {
    const world = await anAnswerableAlert();
    await world.answer('ESCALATE', aUser(1), { scope: 'INBOUND#same' });
    const { escalation } = (await world.store.alerts.get(world.alertId)) ?? expect.fail('no alert');
    await world.answer('ESCALATE', aUser(1), { scope: 'INBOUND#same' });
    expect((await world.store.alerts.get(world.alertId))?.escalation).toEqual(escalation);
    await world.answer('ESCALATE', aUser(1), { scope: 'INBOUND#another' });
    expect((await world.store.alerts.get(world.alertId))?.escalation.run).toBe(escalation.run + 1);
  });

  it('leaves nothing to be sent, and is remembered for the person and the alert', async () => {
    const world = await anAnswerableAlert();
    await world.told();
    await world.answer('ESCALATE', aUser(1), { scope: 'INBOUND#same' });
    const [meant] = await world.store.notifications.list('INBOUND#same');
    expect(meant).toMatchObject({ status: 'CANCELLED', channel: 'NULL', run: 1, alertId: world.alertId, userId: 1 });
    expect(meant).not.toHaveProperty('dueAt');
  });
});

describe('an answer that nobody may give', () => {
  const scope = 'INBOUND#of-a-stranger';
  const from = `+49${'1'.repeat(250)}`;

  it.each([
    ['in the timeline of the alert that it names', 700],
    ['and nowhere where it names none', undefined],
  ])('is counted, and noted %s', async (_where, alertId) => {
    const { ctx, store, counted, clock } = await aWorld();
    const noted: unknown[] = [];
    const addLog = async (entries: readonly unknown[]) => void noted.push(...entries);
    const refusing = { ...ctx, store: { ...store, alerts: { ...store.alerts, addLog } } };
    await refuse(refusing, { scope, via: 'SMS', from, reason: 'UNKNOWN_SENDER', alertId });
    const vars = { via: 'SMS', from: from.slice(0, 200), reason: 'UNKNOWN_SENDER' };
    const entry = {
      id: notificationId(['refused', scope]),
      timestamp: clock.now(),
      type: 'ReplyRefusedLogEntry',
      vars,
    };
    expect(noted).toEqual(alertId === undefined ? [] : [{ ...entry, alertId }]);
    expect(counted).toEqual([['RepliesRefused', 1]]);
  });
});
