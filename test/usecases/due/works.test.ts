import { expect, it } from 'vitest';
import { dueKinds } from '../../../functions/ports/due-store.ts';
import { works } from '../../../functions/usecases/due/works.ts';
import { tenOClock } from '../../support/factories.ts';

const those = (what: (work: (typeof works)[(typeof dueKinds)[number]]) => boolean) =>
  dueKinds.filter((kind) => what(works[kind] as never));

it('what belongs to something that lasts is never given up, and what belongs to one alert or message is', () => {
  expect(those(({ isPerpetual }) => isPerpetual !== true).toSorted()).toEqual(
    ['action', 'deployment', 'escalation', 'incident', 'notification', 'step', 'subscribers', 'window'].toSorted(),
  );
});

it('what is quick is read by the thousand, what asks others only as far as it is done at once, with the time that they take', () => {
  expect(
    Object.fromEntries(those(({ atOnce }) => atOnce !== undefined).map((kind) => [kind, works[kind].atOnce])),
  ).toEqual({
    heartbeat: 1000,
    page: 1000,
    pull: 10,
  });
  expect(those(({ takes }) => takes !== undefined)).toEqual(['pull']);
  expect(works.pull.takes).toEqual({ seconds: 13 });
});

it('an escalation is due once its execution has had half a minute, all else at its time', () => {
  expect(those(({ until }) => until !== undefined)).toEqual(['escalation']);
  expect(works.escalation.until?.(tenOClock)).toBe('2026-11-21T09:59:30.000Z');
});

it('whoever looks for subscribers and actions is woken once for all that is due, or for each that is taken singly', async () => {
  const woken: string[] = [];
  const wake = (what: string) => async () => {
    woken.push(what);
  };
  const ctx = { subscriberWork: { wake: wake('subscribers') }, actionWork: { wake: wake('action') } } as never;
  expect(await works.subscribers.together?.(ctx, [{}, {}] as never)).toBe(0);
  expect(await works.action.together?.(ctx, [{}, {}] as never)).toBe(0);
  await works.subscribers.one(ctx, {} as never);
  await works.action.one(ctx, {} as never);
  expect(woken).toEqual(['subscribers', 'action', 'subscribers', 'action']);
});
