import { beforeEach, describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../../functions/domain/alert/log-entry.ts';
import { presentLog } from '../../../functions/usecases/alert/present-log.ts';
import { aUser, tenOClock } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const word = '(private)';
const ada = aUser(2, {
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: 'ada@example.com',
  emails: [{ id: 21, target: 'Ada@work.example', address: 'ada@work.example', status: 'OK', verified: true }],
  phones: [
    { id: 22, target: '0151 1', e164: '+491511', regionCode: 'DE', primary: true, status: 'OK', verified: true },
  ],
});
/** Somebody without a name. */
const nobody = aUser(3, { firstName: '', lastName: '', email: '' });

let world: Awaited<ReturnType<typeof aWorld>>;
beforeEach(async () => {
  world = await aWorld({ users: [aUser(1), ada, nobody] });
});

const entry = (vars: TimelineEntry['vars'], type = 'UserResponseLogEntry'): TimelineEntry => ({
  ...{ id: 5, alertId: 7, timestamp: tenOClock },
  ...{ type, vars },
});

/** The facts of an entry as somebody reads them who may not know these people. */
async function read(vars: TimelineEntry['vars'], { unseen = [2, 3], type }: { unseen?: number[]; type?: string } = {}) {
  const { actor, ...ctx } = world.as(1);
  const teams = { roles: new Map(), privateTeams: new Set<number>(), unseenPeople: new Set(unseen) };
  const reader = { ...ctx, actor: { ...actor, teams } };
  const [shown] = await presentLog(reader, [entry(vars, type)], { language: 'en', withVars: true });
  return shown?.vars;
}

describe('somebody whom the reader of a timeline may not know', () => {
  it.each([
    ['user', 'Ada Lovelace', word],
    ['users', 'First1 Last1, Ada Lovelace, Grace', `First1 Last1, ${word}, Grace`],
    ['assignee', 'Ada Lovelace', word],
    ['responder', 'ada@example.com', word],
    ['responder', '', ''],
    ['target', 'Ada@work.example', word],
    ['target', 'ada@work.example', word],
    ['from', '+491511', word],
    ['from', '0151 1', word],
    ['target', 'Ada Lovelace', 'Ada Lovelace'],
    ['comment', 'Ada Lovelace', 'Ada Lovelace'],
    ['target', '+491512', '+491512'],
  ])('%s: %j reads %j', async (name, value, shown) => {
    expect(await read({ [name]: value })).toEqual({ [name]: shown });
  });

  it('is hidden by the id that the entry has, whatever they were called then', async () => {
    expect(await read({ userId: 2, user: 'Ada King', target: '+49999', users: 'Ada King' })).toEqual({
      ...{ userId: 2, user: word, target: word, users: 'Ada King' },
    });
    expect(await read({ userId: 1, user: 'Grace', target: '+49999' })).toMatchObject({
      user: 'Grace',
      target: '+49999',
    });
    expect(await read({ userId: 2, user: 'Ada King', comment: 'on it' })).toMatchObject({
      user: word,
      comment: 'on it',
    });
    expect(await read({ userId: '2', user: 'Ada King' })).toMatchObject({ user: 'Ada King' });
  });

  it('may stand anywhere in an entry of a kind that nobody knows', async () => {
    expect(await read({ who: 'Ada Lovelace' }, { type: 'OfALaterVersionLogEntry' })).toEqual({});
    expect(await read({ who: 'x' }, { type: 'OfALaterVersionLogEntry', unseen: [] })).toEqual({ who: 'x' });
  });

  it('is told where the reader may know them; what is no text stays as it is', async () => {
    expect(await read({ user: 'Ada Lovelace', level: 2 }, { unseen: [] })).toEqual({ user: 'Ada Lovelace', level: 2 });
    expect(await read({ level: 2, user: ['Ada Lovelace'] })).toEqual({ level: 2, user: ['Ada Lovelace'] });
  });

  it('is hidden in the words, in the language of the reader; facts are there only where they are asked for', async () => {
    const { actor, ...ctx } = world.as(1);
    const teams = { roles: new Map(), privateTeams: new Set<number>(), unseenPeople: new Set([2]) };
    const said = entry({ user: 'Ada Lovelace', response: 'ACCEPTED', via: 'API' });
    const [german] = await presentLog({ ...ctx, actor: { ...actor, teams } }, [said], {
      language: 'de',
      withVars: false,
    });
    expect(german).toMatchObject({ id: 5, alertId: 7, timestamp: tenOClock, logEntryType: 'UserResponseLogEntry' });
    expect(german?.text).not.toContain('Ada');
    expect(german).not.toHaveProperty('vars');
    const [own] = await presentLog(world.as(1), [said], { language: 'en', withVars: true });
    expect(own?.text).toContain('Ada Lovelace');
  });
});
