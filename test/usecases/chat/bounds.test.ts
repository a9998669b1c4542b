import { describe, expect, it } from 'vitest';
import type { ChatDialog } from '../../../functions/domain/chat/chat-answer.ts';
import { ConflictError, DomainError, ForbiddenError, InvalidInputError } from '../../../functions/domain/errors.ts';
import type { User } from '../../../functions/domain/user/user.ts';
import { chatWords } from '../../../functions/render/chat/words.ts';
import { createManualAlert } from '../../../functions/usecases/alert/create-manual.ts';
import { runCommand } from '../../../functions/usecases/chat/command.ts';
import { dialogOf, optionsFor, submitDialog } from '../../../functions/usecases/chat/dialogs.ts';
import { refusalIn } from '../../../functions/usecases/chat/press.ts';
import { aPolicy, aSource, aUser } from '../../support/factories.ts';
import { aWorld, type WorldSketch } from '../../support/world.ts';

/** A world in which user 1 asks in a chat. */
async function asking(sketch: WorldSketch = {}) {
  const world = await aWorld(sketch);
  let calls = 0;
  const doer = () => ({ user: aUser(1) as User, via: 'SLACK', scope: `call-${calls++}` }) as const;
  const said = async (text: string) => {
    const answer = await runCommand(world.ctx, doer(), { text });
    return 'text' in answer ? answer.text.split('\n') : [];
  };
  const raise = (filled: Readonly<Record<string, string>>) =>
    submitDialog(world.ctx, doer(), { kind: 'raise' }, { summary: 'Mail is down', source: '800', ...filled });
  const raised = async () => (await world.store.alerts.list({}, { offset: 0, limit: 1 }))[0];
  return { ...world, doer, said, raise, raised };
}

const many = (count: number): User[] => Array.from({ length: count }, (_, index) => aUser(index + 1));

describe('what a chat is told at most', () => {
  it.each([21, 22])('is twenty people on call, and how many more there are of %i', async (people) => {
    const { said } = await asking({ users: many(people), policy: aPolicy([many(people).map(({ id }) => id)]) });
    const lines = await said('oncall');
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe(`and ${people - 20} more`);
  });

  it('is all of twenty, with no word of others', async () => {
    const { said } = await asking({ users: many(20), policy: aPolicy([many(20).map(({ id }) => id)]) });
    expect(await said('oncall')).toHaveLength(20);
    expect((await said('oncall')).at(-1)).toMatch(/^• First/);
  });

  it('is eighty characters of each name', async () => {
    const [first, ...others] = many(3) as [User, User, User];
    const users = [{ ...first, firstName: 'z'.repeat(100) }, ...others];
    const { said } = await asking({ users, policy: aPolicy([[1]], { name: 'q'.repeat(100) }) });
    const [line = ''] = await said('oncall');
    const count = (letter: string) => line.split(letter).length - 1;
    for (const letter of ['z', 'q']) expect([79, 80]).toContain(count(letter));
  });

  it('is twenty alerts that wait for them, each in a short line', async () => {
    const { as, run, said } = await asking({ policy: aPolicy([[1]]) });
    for (let count = 0; count < 22; count += 1) {
      const { id } = await createManualAlert(as(1), { summary: `Disk ${count} ${'x'.repeat(100)}`, sourceId: 800 });
      await run(id, { seconds: 1 });
    }
    const lines = await said('resolve');
    expect(lines[0]).toBe('Which alert? Say its id:');
    expect(lines.slice(1).map((line) => line.replace(/^• \d+ /, '').length)).toEqual(Array(20).fill(80));
  });

  it('is no alert that is over', async () => {
    const { as, said, run } = await asking({ policy: aPolicy([[1]]) });
    const { id } = await createManualAlert(as(1), { summary: 'Disk', sourceId: 800 });
    await run(id, { seconds: 1 });
    await said('resolve');
    expect(await said('accept')).toEqual(['No alert that waits for you is open.']);
  });
});

describe('who has no name', () => {
  const users = [aUser(1), aUser(2, { firstName: '', lastName: '' }), aUser(3)];

  it('is told by their address: who is on call, and who was added', async () => {
    const { ctx, as, doer, said } = await asking({ users, policy: aPolicy([[2]], { name: 'Shop' }) });
    expect(await said('oncall')).toEqual(['• user2@example.com: Shop, level 1']);
    const { id } = await createManualAlert(as(1), { summary: 'Disk', sourceId: 800 });
    expect(await submitDialog(ctx, doer(), { kind: 'add-responder', alertId: id }, { person: '2' })).toMatchObject({
      text: 'user2@example.com was added and is told now.',
    });
  });
});

describe('the choices of a form in a chat', () => {
  const options = (world: Awaited<ReturnType<typeof asking>>, field: string, typed = '') =>
    optionsFor(world.ctx, world.doer(), { field, typed });

  it('are a hundred at most; where there may be more, they are looked for by typing', async () => {
    const world = await asking({ users: many(101) });
    expect(await options(world, 'person')).toHaveLength(100);
    const alert = await createManualAlert(world.as(1), { summary: 'Disk', sourceId: 800 });
    const of = async (users: number) => {
      const { ctx, doer, as } = users === 101 ? world : await asking({ users: many(users) });
      const { id } = users === 101 ? alert : await createManualAlert(as(1), { summary: 'Disk', sourceId: 800 });
      return (await dialogOf(ctx, doer(), { kind: 'add-responder', alertId: id })) as ChatDialog;
    };
    expect((await of(101)).fields).toMatchObject([{ isSearched: true }]);
    expect((await of(99)).fields[0]).not.toHaveProperty('isSearched');
  });

  it('are found in whatever case, with blanks around', async () => {
    const world = await asking();
    expect(await options(world, 'source', ' PROM ')).toEqual([{ value: '800', text: 'Prometheus' }]);
    expect(await options(world, 'policy', 'platFORM')).toEqual([{ value: '900', text: 'Platform team' }]);
    expect(await options(world, 'policy', 'nothing')).toEqual([]);
  });

  it('are people who may be on call, by their address where they have no name', async () => {
    const users = [aUser(1), aUser(2, { firstName: '', lastName: '' }), aUser(3), aUser(4, { role: 'VIEWER' })];
    const world = await asking({ users });
    expect((await options(world, 'person')).map(({ text }) => text)).toEqual([
      'First1 Last1',
      'user2@example.com',
      'First3 Last3',
    ]);
  });

  it('are no longer than a field shows, and have a name in any case', async () => {
    const world = await asking({
      source: aSource({ name: 'x'.repeat(80) }),
      policy: aPolicy([[1]], { name: '\u200e' }),
    });
    expect(await options(world, 'source')).toEqual([{ value: '800', text: `${'x'.repeat(74)}…` }]);
    expect(await options(world, 'policy')).toEqual([{ value: '900', text: '900' }]);
  });

  it('are chosen where there is one source alone', async () => {
    const world = await asking();
    const source = async () => {
      const dialog = (await dialogOf(world.ctx, world.doer(), { kind: 'raise' })) as ChatDialog;
      return dialog.fields.find(({ id }) => id === 'source');
    };
    expect(await source()).toMatchObject({ value: '800' });
    await world.store.sources.create(aSource({ id: 801, name: 'Grafana', integrationKey: 'another' }));
    expect(await source()).not.toHaveProperty('value');
  });
});

describe('what is typed into a form of a chat', () => {
  it('is cut to what an alert takes', async () => {
    const { raise, raised } = await asking();
    await raise({ summary: ` ${'s'.repeat(1_001)}`, details: ` ${'d'.repeat(3_001)}` });
    const alert = await raised();
    expect([alert?.summary.length, alert?.details?.length]).toEqual([1_000, 3_000]);
  });

  it('is cut to what a comment takes', async () => {
    const { ctx, as, doer, store } = await asking();
    const { id } = await createManualAlert(as(1), { summary: 'Disk', sourceId: 800 });
    await submitDialog(ctx, doer(), { kind: 'comment', alertId: id }, { content: ` ${'c'.repeat(3_001)}` });
    const log = await store.alerts.log(id, { offset: 0, limit: 100 });
    const comment = log.find(({ type }) => type === 'AlertCommentAddedLogEntry');
    expect(String(comment?.vars.comment ?? comment?.vars.content)).toHaveLength(3_000);
  });

  it('is told by the form: how long each text may be, and what was said with the command', async () => {
    const { ctx, as, doer } = await asking();
    const { id } = await createManualAlert(as(1), { summary: 'Disk', sourceId: 800 });
    expect(await dialogOf(ctx, doer(), { kind: 'comment', alertId: id })).toMatchObject({ fields: [{ limit: 3_000 }] });
    const said = (await dialogOf(ctx, doer(), { kind: 'raise', text: 's'.repeat(1_001) })) as ChatDialog;
    expect(said.fields).toMatchObject([
      { id: 'summary', limit: 1_000, value: `${'s'.repeat(999)}…` },
      { id: 'details', limit: 3_000 },
      {},
      {},
      {},
    ]);
    const unsaid = (await dialogOf(ctx, doer(), { kind: 'raise' })) as ChatDialog;
    expect(unsaid.fields[0]).not.toHaveProperty('value');
  });

  it('names the policy that takes the alert, and no other number', async () => {
    const { raise, raised, store } = await asking();
    await store.policies.create(aPolicy([[2]], { id: 901, name: 'Database team' }));
    await raise({ policy: '901', priority: 'LOW' });
    expect(await raised()).toMatchObject({ policy: { id: 901 }, priority: 'LOW' });
    await raise({ policy: '0', priority: 'LOUD' });
    expect(await raised()).toMatchObject({ policy: { id: 900 }, priority: 'HIGH' });
    expect(await raised()).not.toHaveProperty('details');
  });

  it.each(['0', '00', '9007199254740993', '12345678901234567', '-1', '8e2'])('is no source: %s', async (source) => {
    const { raise, raised } = await asking();
    expect(await raise({ source })).toEqual({ problems: { source: 'This is needed.' } });
    expect(await raised()).toBeUndefined();
  });

  it('is of no use without the alert it is about', async () => {
    const { ctx, doer } = await asking();
    const text = 'There is no such alert, or you may not see it.';
    expect(await dialogOf(ctx, doer(), { kind: 'comment' })).toEqual({ text });
    expect(await submitDialog(ctx, doer(), { kind: 'comment' }, { content: 'x' })).toEqual({ text });
  });
});

describe('what the domain refuses', () => {
  const words = chatWords('en');
  it.each([
    [new ForbiddenError('no'), words.forbidden],
    [new DomainError('NOT_FOUND', 'no'), words.noSuchAlert],
    [new DomainError('NOT_ALLOWED', 'no'), words.addedBefore],
    [new ConflictError('no'), words.impossible],
    [new InvalidInputError('x', 'no'), words.impossible],
    [new DomainError('GONE', 'no'), words.impossible],
    [new DomainError('CHANGED', 'no'), words.impossible],
    [new DomainError('TOO_LARGE', 'no'), words.impossible],
    [new DomainError('RATE_LIMITED', 'no'), words.failed],
    [new DomainError('BUSY', 'no'), words.failed],
  ])('%s is said in words', (error, text) => {
    expect(refusalIn(error, words)).toBe(text);
  });

  it('is no failure, which goes on up', () => {
    expect(() => refusalIn(new TypeError('a bug'), words)).toThrow('a bug');
  });
});
