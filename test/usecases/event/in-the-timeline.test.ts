import { describe, expect, it } from 'vitest';
import type { EventMessage } from '../../../functions/domain/event/event.ts';
import { processEvent } from '../../../functions/usecases/event/process.ts';
import { anEventMessage, aSource } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

type Event = Partial<NonNullable<EventMessage['event']>>;

const all = { offset: 0, limit: 100 };
const comments = [{ creator: 'Ada', content: 'Looking' }];
const groupOf = (...ids: string[]) => ({ firing: ids.map((id) => ({ id, text: id })), total: ids.length });

/** What stands in the timeline of an alert since the last of these events came to its source, and what the explorer says of that. */
async function told(alertCreation: string, events: readonly Event[]) {
  const world = await aWorld({ source: aSource({ alertCreation }) });
  const seen = async () => {
    const [alert] = await world.store.alerts.list({}, all);
    return alert === undefined ? [] : world.store.alerts.log(alert.id, all);
  };
  let before = 0;
  let eventId = '';
  for (const [index, event] of events.entries()) {
    before = (await seen()).length;
    world.clock.advance({ seconds: 1 });
    eventId = `event-${index}`;
    await processEvent(world.ctx, anEventMessage(event, { eventId, receivedAt: world.clock.now() }));
  }
  const entries = (await seen()).slice(before);
  const record = await world.store.events.get(eventId);
  return { entries, words: entries.map(({ type }) => type.replace('LogEntry', '')), record };
}

const comment = 'AlertCommentAddedBySystem';
const alone = 'ONE_ALERT_PER_EMAIL';
const together = 'ONE_OPEN_ALERT_ALLOWED';
const low = { priority: 'LOW' } as const;
const over = { eventType: 'RESOLVE' } as const;

describe('what an event does to an alert stands in its timeline, with its comments behind', () => {
  it.each<[string, string, readonly Event[], readonly string[]]>([
    ['a repeat that says nothing new', alone, [{}, {}], ['AlertReceived']],
    ['a repeat that is more urgent', alone, [low, { priority: 'HIGH' }], ['AlertReceived', 'AlertRaisedBySystem']],
    ['a repeat with more in it', alone, [{ group: groupOf('a') }, { group: groupOf('a', 'b') }], ['AlertReceived']],
    ['a comment', alone, [{}, { eventType: 'COMMENT' }], []],
    ['an ACCEPT', alone, [{}, { eventType: 'ACCEPT' }], ['AlertSourceResponse']],
    ['a RESOLVE', alone, [{}, over], ['AlertSourceResponse']],
    [
      'the recovery of one of two keys',
      together,
      [{ alertKey: 'a' }, { alertKey: 'b' }, { alertKey: 'b', ...over }],
      ['AlertReceived'],
    ],
    [
      'the recovery of the last key',
      together,
      [{ alertKey: 'a' }, { alertKey: 'b' }, { alertKey: 'b', ...over }, { alertKey: 'a', ...over }],
      ['AlertSourceResponse'],
    ],
    [
      'a key that fires again',
      together,
      [{ alertKey: 'a' }, { alertKey: 'b' }, { alertKey: 'b', ...over }, { alertKey: 'b' }],
      ['AlertReceived'],
    ],
  ])('%s', async (_what, alertCreation, events, expected) => {
    const last = { ...events.at(-1), comments };
    const { words, entries } = await told(alertCreation, [...events.slice(0, -1), last]);
    expect(words).toEqual([...expected, comment]);
    expect(entries.at(-1)?.vars).toEqual({ comment: 'Looking', user: 'Ada' });
  });
});

describe('a key of an alert with several', () => {
  const long = 'k'.repeat(150);
  const name = 'k'.repeat(100);
  const key = ` ${long} `;

  it('is named by a hundred characters where it is over, and where it fires again', async () => {
    const two = [{ alertKey: 'a' }, { alertKey: key }];
    const recovered = await told(together, [...two, { alertKey: key, ...over }]);
    expect(recovered.entries[0]?.vars).toMatchObject({ over: name, firing: 1, members: 2 });
    expect(recovered.record).toMatchObject({ outcome: 'APPENDED', note: `${name} is over; 1 of 2 still firing` });
    const again = await told(together, [...two, { alertKey: key, ...over }, { alertKey: key }]);
    expect(again.entries[0]?.vars).toMatchObject({ again: name });
  });

  it('that fires again takes the place of none of the others', async () => {
    const fires = (alertKey: string) => ({ alertKey });
    const ends = (alertKey: string) => ({ alertKey, ...over });
    const story = [fires('a'), fires('b'), fires('c'), ends('b'), fires('b'), ends('a'), ends('b')];
    const note = { outcome: 'APPENDED', note: 'b is over; 1 of 3 still firing' };
    expect((await told(together, story)).record).toMatchObject(note);
    expect((await told(together, [...story, ends('c')])).record).toMatchObject({ outcome: 'RESOLVED' });
  });

  it('that was the last to fire leaves the alert open where something came without a key', async () => {
    const keyless = { alertKey: undefined, summary: 'No key' } as unknown as Event;
    const { record } = await told(together, [{ alertKey: 'a' }, keyless, { alertKey: 'a', ...over }]);
    expect(record).toMatchObject({
      outcome: 'APPENDED',
      note: 'a is over, and none is firing any more; what came without a key keeps the alert open',
    });
  });
});

describe('a key of an alert with several that has a group of its own', () => {
  const group = (...ids: string[]) => ({ alertKey: 'b', group: groupOf(...ids) });
  const two = [{ alertKey: 'a' }, group('x')];
  const namesIn = async (events: readonly Event[]) => (await told(together, events)).entries[0]?.vars;

  it.each<[string, readonly Event[], object]>([
    ['one that is new', [...two, group('x', 'y')], { newMembers: 1, names: 'y' }],
    ['not those it has had', [...two, group('x', 'y'), group('x', 'y')], {}],
    [
      'what is new where it fires again',
      [...two, { ...over, alertKey: 'b' }, group('x', 'z')],
      { newMembers: 1, names: 'z' },
    ],
    ['not that, once more', [...two, { ...over, alertKey: 'b' }, group('x', 'z'), group('x', 'z')], {}],
  ])('tells of it %s', async (_what, events, expected) => {
    const vars = await namesIn(events);
    expect(vars).toMatchObject(expected);
    if (!('names' in expected)) expect(vars).not.toHaveProperty('names');
  });
});
