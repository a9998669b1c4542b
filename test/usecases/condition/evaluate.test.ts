import { expect, it } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { evaluateCondition } from '../../../functions/usecases/condition/evaluate.ts';
import { evaluateCounted } from '../../../functions/usecases/condition/evaluate-counted.ts';
import { EvaluationInput } from '../../../functions/usecases/condition/inputs.ts';
import { conditionIn } from '../../../functions/usecases/condition/read.ts';
import { tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

/** A world with support hours 70, in the morning. */
async function inTheMorning() {
  const world = await aWorld();
  await world.store.supportHours.create({
    ...{ id: 70, version: 1, teams: [], createdAt: tenOClock, updatedAt: tenOClock },
    ...{ name: 'In the morning', timezone: 'UTC', exceptions: [] },
    supportDays: { SATURDAY: { start: '09:00', end: '12:00' } },
  });
  return world;
}

/** Tries a condition as an administrator does. */
async function trying() {
  const one = (await inTheMorning()).as(1);
  const ctx = { ...one, actor: { ...one.actor, role: 'ADMIN' as const } };
  return (input: Partial<Parameters<typeof evaluateCondition>[1]>) =>
    evaluateCondition(ctx, { condition: 'trigger_count.10m > 2', ...input });
}

it.each([
  ['10m', '10m'],
  ['', ''],
  ['x'.repeat(61), 'x'.repeat(60)],
])('what is no counter is refused by its name, of which sixty characters are told: %s', async (name, told) => {
  const tried = await trying();
  await expect(tried({ counters: { [name]: 1 } })).rejects.toMatchObject({
    field: 'counters',
    message: expect.stringContaining(`'${told}' is no counter, such as trigger_count.10m`),
  });
});

it('a counter shows what it is told to, by whichever of its names, else 1', async () => {
  const tried = await trying();
  const result = async (counters: Readonly<Record<string, number>>) => (await tried({ counters })).result;
  expect(await result({ 'trigger_count.10m': 3 })).toBe(true);
  expect(await result({ 'trigger_count.PT10M': 3 })).toBe(true);
  expect(await result({ 'trigger_count.10m': 2 })).toBe(false);
  expect(await result({ 'trigger_count.5m': 3 })).toBe(false);
  expect((await tried({ condition: 'trigger_count.10m == 1' })).result).toBe(true);
});

it('is for those who may read sources', async () => {
  const one = (await inTheMorning()).as(1);
  const as = (role: 'STAKEHOLDER' | 'RESPONDER') =>
    evaluateCondition({ ...one, actor: { ...one.actor, role } }, { condition: 'true' });
  await expect(as('STAKEHOLDER')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await as('RESPONDER')).toMatchObject({ result: true });
});

it.each<[object, boolean]>([
  [{ eventId: 'e' }, true],
  [{ eventId: 'e'.repeat(200) }, true],
  [{ eventId: '' }, false],
  [{ eventId: 'e'.repeat(201) }, false],
  [{ counters: { 'trigger_count.10m': 0 } }, true],
  [{ counters: { 'trigger_count.10m': -1 } }, false],
  [{ counters: { 'trigger_count.10m': 1.5 } }, false],
])('an input with %j may be sent: %s', (facts, isTaken) => {
  expect(EvaluationInput.safeParse({ condition: 'true', ...facts }).success).toBe(isTaken);
});

it('now is when it is tried, or the time that is given', async () => {
  const tried = await trying();
  const condition = 'now is_in {"id": 70, "type": "SUPPORT_HOUR"}';
  expect((await tried({ condition })).result).toBe(true);
  expect((await tried({ condition, now: plus(tenOClock, { hours: 3 }) })).result).toBe(false);
});

it.each([{ alertSourceId: 800 }, { eventId: 'event-1' }])(
  'data and what a source sent exclude each other: %j',
  async (from) => {
    const tried = await trying();
    await expect(tried({ condition: 'true', data: { event: {} }, ...from })).rejects.toMatchObject({ field: 'data' });
  },
);

it('without data nothing is seen, and no event is named', async () => {
  const tried = await trying();
  expect(await tried({ condition: "event.summary == 'x'" })).toMatchObject({ result: false, eventId: null });
  expect(await tried({ condition: "event.summary == 'x'", data: { event: { summary: 'x' } } })).toMatchObject({
    result: true,
    eventId: null,
  });
});

it('an event is counted once, and is within the hours in which it came', async () => {
  const { ctx } = await inTheMorning();
  const condition = conditionIn('condition', 'now is_in {"id": 70, "type": "SUPPORT_HOUR"} and trigger_count.10m >= 2');
  const result = async (eventId: string, at = tenOClock) =>
    (await evaluateCounted(ctx, { place: 'a filter', condition, roots: {}, eventId, at })).result;
  expect([await result('1'), await result('1'), await result('2')]).toEqual([false, false, true]);
  const late = plus(tenOClock, { hours: 3 });
  expect([await result('3', late), await result('4', late)]).toEqual([false, false]);
});
