import { describe, expect, it } from 'vitest';
import type { ChatDialog } from '../../../functions/domain/chat/chat-answer.ts';
import type { User } from '../../../functions/domain/user/user.ts';
import { createManualAlert } from '../../../functions/usecases/alert/create-manual.ts';
import { runCommand } from '../../../functions/usecases/chat/command.ts';
import { dialogOf, optionsFor, submitDialog } from '../../../functions/usecases/chat/dialogs.ts';
import { addInChat, answerInChat, commentInChat } from '../../../functions/usecases/chat/press.ts';
import { aPolicy, aSource, aUser } from '../../support/factories.ts';
import { aWorld } from '../../support/world.ts';

const people = [
  aUser(1),
  aUser(2, { firstName: 'Grace', lastName: 'Hopper' }),
  aUser(3, { language: 'de' }),
  aUser(4, { role: 'VIEWER' }),
  aUser(5, { role: 'RESPONDER' }),
];

/** Users 1 to 5 (2 is Grace, 3 reads German, 4 may only look), an alert on the policy of user 1. */
async function open({ teamOnly = false } = {}) {
  const teams = [
    {
      id: 70,
      version: 1,
      name: 'Database',
      visibility: 'PRIVATE',
      members: [{ userId: 1, role: 'ADMIN' }],
      createdAt: at,
      updatedAt: at,
    } as never,
  ];
  const world = await aWorld({
    users: people,
    ...(teamOnly && { teams, source: aSource({ teams: [70] }), policy: { ...aPolicy([[1]]), teams: [70] } }),
  });
  const { id: alertId } = await createManualAlert(world.as(1), { summary: 'Disk is full', sourceId: aSource().id });
  let calls = 0;
  const doer = (userId: number, scope = `call-${calls++}`) =>
    ({ user: people[userId - 1] as User, via: 'TEAMS', scope }) as const;
  const status = async () => (await world.store.alerts.get(alertId))?.status;
  return { ...world, alertId, doer, status };
}
const at = '2026-11-21T09:59:00.000Z';

describe('a button in a chat', () => {
  it('answers in the name of who pressed it, and the timeline says where', async () => {
    const { ctx, alertId, doer, store } = await open();
    expect(await answerInChat(ctx, doer(2), { alertId, action: 'ACCEPT' })).toEqual({
      text: expect.stringContaining('You accepted: Disk is full'),
      alertId,
    });
    const log = await store.alerts.log(alertId, { offset: 0, limit: 100 });
    expect(log.map(({ vars }) => `${vars.user} ${vars.via}`)).toContain('Grace Hopper TEAMS');
    expect(await answerInChat(ctx, doer(3), { alertId, action: 'RESOLVE' })).toMatchObject({
      text: expect.stringContaining('Sie haben gelöst'),
    });
    expect(await answerInChat(ctx, doer(1), { alertId, action: 'ACCEPT' })).toMatchObject({
      text: expect.stringContaining('already resolved'),
    });
  });

  it('escalates once, however often the same call comes', async () => {
    const { ctx, alertId, doer, store } = await open();
    const run = async () => (await store.alerts.get(alertId))?.escalation.run;
    const before = await run();
    await answerInChat(ctx, doer(1, 'same'), { alertId, action: 'ESCALATE' });
    const after = await run();
    await answerInChat(ctx, doer(1, 'same'), { alertId, action: 'ESCALATE' });
    expect(after).not.toBe(before);
    expect(await run()).toBe(after);
  });

  it('does nothing for who may only look', async () => {
    const { ctx, alertId, doer, status } = await open();
    expect(await answerInChat(ctx, doer(4), { alertId, action: 'ACCEPT' })).toMatchObject({
      text: 'Nothing changed: your role does not allow this.',
    });
    const refused = { text: 'Your role does not allow this.', alertId };
    expect(await commentInChat(ctx, doer(4), { alertId, content: 'x' })).toEqual(refused);
    expect(await addInChat(ctx, doer(4), { alertId, userId: 2 })).toEqual(refused);
    expect(await status()).toBe('PENDING');
  });

  it('tells who is in no team of a private alert nothing of it', async () => {
    const { ctx, alertId, doer, status, timeline } = await open({ teamOnly: true });
    const text = 'There is no such alert, or you may not see it.';
    const before = await timeline(alertId);
    expect(await answerInChat(ctx, doer(2), { alertId, action: 'RESOLVE' })).toEqual({ text });
    expect(await commentInChat(ctx, doer(2), { alertId, content: 'x' })).toEqual({ text });
    expect(await addInChat(ctx, doer(2), { alertId, userId: 2 })).toEqual({ text });
    expect(await dialogOf(ctx, doer(2), { kind: 'comment', alertId })).toEqual({ text });
    expect(await answerInChat(ctx, doer(2), { alertId: 7, action: 'RESOLVE' })).toEqual({ text });
    expect([await status(), await timeline(alertId)]).toEqual(['PENDING', before]);
  });
});

describe('a dialog in a chat', () => {
  it('raises an alert, once', async () => {
    const { ctx, doer, store } = await open();
    const dialog = (await runCommand(ctx, doer(1), { text: 'alert Mail is down' })) as ChatDialog;
    const source = String(aSource().id);
    expect(dialog).toMatchObject({ kind: 'raise', title: 'Raise an alert', cancel: 'Cancel' });
    expect(dialog.fields).toMatchObject([
      { id: 'summary', value: 'Mail is down' },
      { id: 'details', isLong: true, isOptional: true },
      { id: 'source', options: [{ value: source }], value: source },
      { id: 'policy', isOptional: true },
      {
        id: 'priority',
        isOptional: true,
        options: [
          { value: 'HIGH', text: 'High' },
          { value: 'LOW', text: 'Low' },
        ],
      },
    ]);
    const filled = { summary: ' Mail is down ', details: 'since ten', source, priority: 'LOW' };
    const answer = await submitDialog(ctx, doer(1, 'same'), dialog, filled);
    const id = 'alertId' in answer ? (answer.alertId ?? 0) : 0;
    expect(answer).toEqual({
      text: `Alert ${id} was raised: Mail is down`,
      link: { text: 'Open alert', url: `https://tocsin.example.com/auth/alerts/${id}` },
      alertId: id,
    });
    expect(await store.alerts.get(id)).toMatchObject({
      summary: 'Mail is down',
      details: 'since ten',
      priority: 'LOW',
    });
    expect(await submitDialog(ctx, doer(1, 'same'), dialog, filled)).toEqual({ text: 'That was done before.' });
  });

  it.each([
    ['no summary', { source: '1' }, { problems: { summary: 'This is needed.' } }],
    ['blanks', { summary: '  ', source: '1' }, { problems: { summary: 'This is needed.' } }],
    ['no source', { summary: 'x' }, { problems: { source: 'This is needed.' } }],
    ['what is no source', { summary: 'x', source: '1; drop' }, { problems: { source: 'This is needed.' } }],
    [
      'a source that is not there',
      { summary: 'x', source: '999' },
      { text: expect.stringContaining('Nothing changed') },
    ],
  ])('raises nothing with %s', async (_case, filled, answer) => {
    const { ctx, doer, store } = await open();
    expect(await submitDialog(ctx, doer(1), { kind: 'raise' }, filled)).toEqual(answer);
    expect(await store.alerts.count({})).toBe(1);
  });

  it('adds a comment and somebody who responds, once', async () => {
    const { ctx, alertId, doer, timeline, told } = await open();
    const dialog = (await dialogOf(ctx, doer(3), { kind: 'add-responder', alertId })) as ChatDialog;
    expect(dialog).toMatchObject({ title: 'Jemanden hinzufügen', alertId, fields: [{ id: 'person' }] });
    await told();
    expect(await submitDialog(ctx, doer(1, 'add'), dialog, { person: '2' })).toMatchObject({
      text: 'Grace Hopper was added and is told now.',
    });
    expect(await told()).toEqual(['SMS 2']);
    expect(await submitDialog(ctx, doer(1, 'add'), dialog, { person: '2' })).toMatchObject({
      text: 'That was done before.',
    });
    expect(await submitDialog(ctx, doer(1), dialog, { person: '2' })).toMatchObject({
      text: 'They respond to it already.',
    });
    expect(await submitDialog(ctx, doer(2), dialog, { person: '1' })).toMatchObject({
      text: 'First1 Last1 was added and is told now.',
    });
    expect(await submitDialog(ctx, doer(1), dialog, {})).toEqual({ problems: { person: 'This is needed.' } });
    const comment = { kind: 'comment', alertId } as const;
    expect(await dialogOf(ctx, doer(1), comment)).toMatchObject({ fields: [{ id: 'content', isLong: true }] });
    expect(await submitDialog(ctx, doer(1, 'say'), comment, { content: 'I look at it' })).toMatchObject({
      text: 'The comment was added.',
    });
    await submitDialog(ctx, doer(1, 'say'), comment, { content: 'I look at it' });
    expect(await submitDialog(ctx, doer(1), comment, { content: ' ' })).toEqual({
      problems: { content: 'This is needed.' },
    });
    expect((await timeline(alertId)).filter((one) => one === 'AlertCommentAdded')).toHaveLength(1);
  });

  it('offers what is looked for, and only what they may see', async () => {
    const { ctx, doer } = await open({ teamOnly: true });
    expect(await optionsFor(ctx, doer(1), { field: 'person', typed: 'grace' })).toEqual([
      { value: '2', text: 'Grace Hopper' },
    ]);
    expect(await optionsFor(ctx, doer(1), { field: 'source', typed: '' })).toHaveLength(1);
    expect(await optionsFor(ctx, doer(2), { field: 'source', typed: '' })).toEqual([]);
    expect(await optionsFor(ctx, doer(1), { field: 'other', typed: '' })).toEqual([]);
    // Who is in a private team is known to its members alone.
    expect(await optionsFor(ctx, doer(1), { field: 'person', typed: 'first1' })).toHaveLength(1);
    expect(await optionsFor(ctx, doer(2), { field: 'person', typed: 'first1' })).toEqual([]);
    expect(await dialogOf(ctx, doer(2), { kind: 'raise' })).toEqual({
      text: 'There is no alert source in which you may raise an alert.',
    });
  });
});

describe('a command in a chat', () => {
  it('says who is on call, until when on their wall', async () => {
    const { ctx, doer } = await open();
    expect(await runCommand(ctx, doer(1), { text: 'oncall' })).toEqual({
      text: ['• First1 Last1: Policy, level 1', '• Grace Hopper: Policy, level 2', '• First3 Last3: Policy, level 3']
        .join('\n')
        .replaceAll('Policy', aPolicy([[1]]).name),
    });
    expect(await runCommand(ctx, doer(3), { text: 'bereitschaft nirgends' })).toEqual({
      text: 'Dafür hat niemand Bereitschaft.',
    });
  });

  it('means the alert that is named, or whose thread it is, or the only one that waits for them', async () => {
    const { ctx, alertId, doer } = await open();
    const text = expect.stringContaining('You accepted: Disk is full');
    expect(await runCommand(ctx, doer(1), { text: 'accept' })).toEqual({
      text: 'No alert that waits for you is open.',
    });
    expect(await runCommand(ctx, doer(2), { text: `accept ${alertId}` })).toEqual({ text, alertId });
    expect(await runCommand(ctx, doer(2), { text: 'resolve nothing' })).toEqual({
      text: 'There is no such alert, or you may not see it.',
    });
    expect(await runCommand(ctx, doer(5), { text: 'resolve', alertId })).toMatchObject({ alertId });
  });

  it('asks which, where several wait', async () => {
    const { ctx, as, alertId, doer, run } = await open();
    await run(alertId, { seconds: 1 });
    expect(await runCommand(ctx, doer(1), { text: 'ack' })).toMatchObject({ alertId });
    const { id: other } = await createManualAlert(as(1), { summary: 'Mail is down', sourceId: aSource().id });
    await run(other, { seconds: 1 });
    expect(await runCommand(ctx, doer(1), { text: 'resolve' })).toEqual({
      text: ['Which alert? Say its id:', `• ${other} Mail is down`, `• ${alertId} Disk is full`].join('\n'),
    });
  });

  it.each([
    ['help', expect.stringContaining('oncall')],
    ['good morning', 'I do not understand that. “help” says what I do.'],
  ])('%s is answered', async (text, says) => {
    const { ctx, doer } = await open();
    expect(await runCommand(ctx, doer(1), { text })).toEqual({ text: says });
  });

  it('leaves accounts to whoever knows the chat', async () => {
    const { ctx, doer } = await open();
    expect(await runCommand(ctx, doer(1), { text: 'unlink' })).toEqual({ kind: 'unlink' });
  });
});
