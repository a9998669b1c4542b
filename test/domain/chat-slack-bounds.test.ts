import { describe, expect, it } from 'vitest';
import {
  StoredSlackCall,
  slackCommandIn,
  slackEventIn,
  slackInteractionIn,
} from '../../functions/domain/chat/slack-call.ts';

const x = (count: number) => 'x'.repeat(count);
const caller = { team: { id: 'T1' }, user: { id: 'U1' } };
const accept = { action_id: 'alert-accept', value: '7' };
const press = { ...caller, type: 'block_actions', trigger_id: 't', channel: { id: 'C1' }, actions: [accept] };
const submission = (view: object) =>
  slackInteractionIn({
    ...caller,
    type: 'view_submission',
    view: { id: 'V1', callback_id: 'chat-comment', state: { values: {} }, ...view },
  });
const suggestion = (more: object) =>
  slackInteractionIn({ ...caller, type: 'block_suggestion', block_id: 'who', value: 'a', ...more });
const filled = (block: string, name: string, element: object) =>
  submission({ state: { values: { [block]: { [name]: element } } } });

describe('what Slack sends', () => {
  it.each<[string, number, (text: string) => unknown]>([
    ['name of an action', 255, (name) => slackInteractionIn({ ...press, actions: [accept, { action_id: name }] })],
    [
      'value of an action',
      2000,
      (value) => slackInteractionIn({ ...press, actions: [accept, { action_id: 'a', value }] }),
    ],
    ['address for answers', 500, (response_url) => slackInteractionIn({ ...press, response_url })],
    ['name of a block', 255, (block) => filled(block, 'a', {})],
    ['name of a field', 255, (name) => filled('a', name, {})],
    ['text in a field', 10_000, (value) => filled('a', 'b', { value })],
    ['choice in a field', 150, (value) => filled('a', 'b', { selected_option: { value } })],
    ['memory of a dialog', 3000, (text) => submission({ private_metadata: text })],
    ['name of a field that is searched in', 255, (block_id) => suggestion({ block_id })],
  ])('has a %s of at most %i characters', (_what, most, read) => {
    expect(read(x(most))).toBeDefined();
    expect(read(x(most + 1))).toBeUndefined();
  });

  it('has at most 25 actions, and one', () => {
    const actions = (length: number) => slackInteractionIn({ ...press, actions: Array.from({ length }, () => accept) });
    expect([0, 1, 25, 26].map((count) => actions(count) !== undefined)).toEqual([false, true, true, false]);
  });

  it('has names, of which a hundred characters count', () => {
    const named = (names: object) => slackInteractionIn({ ...press, user: { id: 'U1', ...names } })?.who;
    expect(named({ username: x(101) })).toMatchObject({ name: x(100) });
    expect(named({ name: x(101) })).toMatchObject({ name: x(100) });
    expect(named({ username: '', name: '' })).not.toHaveProperty('name');
    expect(named({})).not.toHaveProperty('name');
  });

  it('is about an alert from the first on', () => {
    expect(slackInteractionIn({ ...press, actions: [{ ...accept, value: '1' }] })).toMatchObject({ alertId: 1 });
    expect(submission({ private_metadata: '{"alertId":1}' })).toMatchObject({ alertId: 1 });
    expect(submission({ private_metadata: '{"alertId":-1}' })).not.toHaveProperty('alertId');
  });

  it('is none with a time that is none', () => {
    const event = { type: 'message', user: 'U1', channel: 'C1', ts: '2.1', thread_ts: '1.1', text: 'Hi' };
    const read = (more: object) =>
      slackEventIn({ type: 'event_callback', team_id: 'T1', event_id: 'E1', event: { ...event, ...more } });
    expect(read({ ts: `${'1'.repeat(20)}.1` })).toBeDefined();
    for (const ts of ['x2.1', '2.1x', '2', `${'1'.repeat(21)}.1`]) expect(read({ ts })).toBeUndefined();
  });

  it('is the same once it was kept', () => {
    const command = { command: '/tocsin', text: 'a', team_id: 'T1', user_id: 'U1', channel_id: 'C1', trigger_id: 't' };
    const event = { type: 'message', user: 'U1', channel: 'C1', ts: '2.1', thread_ts: '1.1', text: 'Hi' };
    const calls = [
      slackCommandIn(command),
      slackInteractionIn(press),
      submission({ private_metadata: '{"alertId":7,"channel":"C1"}' }),
      suggestion({}),
      slackEventIn({ type: 'event_callback', team_id: 'T1', event_id: 'E1', event }),
    ];
    expect(calls.map((call) => call?.kind)).toEqual(['command', 'press', 'submit', 'suggest', 'said']);
    for (const call of calls) expect(StoredSlackCall.parse(call)).toEqual(call);
  });
});
