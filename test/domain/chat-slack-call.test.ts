import { describe, expect, it } from 'vitest';
import { slackCommandIn, slackEventIn, slackInteractionIn } from '../../functions/domain/chat/slack-call.ts';

const x = (count: number) => 'x'.repeat(count);

describe('a slash command', () => {
  const form = {
    command: '/tocsin',
    text: 'accept 7',
    team_id: 'T1',
    user_id: 'U1',
    channel_id: 'C1',
    trigger_id: '1.2.a-b',
  };
  const read = (more: object = {}) => slackCommandIn({ ...form, ...more });

  it('says who wants what, and where', () => {
    expect(read()).toEqual({
      kind: 'command',
      who: { type: 'slack', space: 'T1', user: 'U1' },
      team: 'T1',
      scope: 'slack command 1.2.a-b',
      text: 'accept 7',
      channel: 'C1',
      triggerId: '1.2.a-b',
    });
    const url = 'https://hooks.slack.com/1';
    expect(read({ user_name: 'ada', response_url: url, text: '&lt;b&gt; &amp;amp;' })).toMatchObject({
      who: { name: 'ada' },
      responseUrl: url,
      text: '<b> &amp;',
    });
  });

  it.each([
    [{ command: '/il-alert', text: 'Down' }, 'alert Down'],
    [{ command: '/IL-OnCall', text: 'Shop' }, 'oncall Shop'],
    [{ command: '/il-oncall', text: undefined }, 'oncall '],
    [{ command: 'toString', text: 'Down' }, 'Down'],
    [{ text: x(1001) }, x(1000)],
    [{ text: `${x(999)}😀` }, `${x(999)}�`],
  ])('%j wants %j', (more, text) => {
    expect(read(more)).toMatchObject({ text });
  });

  it('is called by a name of at most a hundred characters, or by none', () => {
    expect(read({ user_name: x(101) })?.who.name).toBe(x(100));
    expect(read({ user_name: '' })?.who).not.toHaveProperty('name');
  });

  it.each([
    [{ team_id: 'T-1' }],
    [{ team_id: '' }],
    [{ user_id: x(41) }],
    [{ channel_id: ' C1' }],
    [{ channel_id: 'C1\n' }],
    [{ trigger_id: 'a b' }],
    [{ trigger_id: ' a' }],
    [{ trigger_id: x(201) }],
    [{ command: x(101) }],
    [{ response_url: x(501) }],
    [{ user_id: undefined }],
  ])('with %j is none', (more) => {
    expect(read(more)).toBeUndefined();
  });

  it('may be as long as Slack makes it', () => {
    expect(read({ user_id: x(40), trigger_id: x(200), command: x(100), response_url: x(500) })).toBeDefined();
  });
});

describe('a button', () => {
  const press = {
    type: 'block_actions',
    team: { id: 'T1' },
    user: { id: 'U1' },
    trigger_id: 't',
    channel: { id: 'C1' },
    actions: [{ action_id: 'alert-accept', value: '7' }],
  };
  const read = (more: object = {}) => slackInteractionIn({ ...press, ...more });
  const action = (action_id: string, value?: string) => ({ actions: [{ action_id, value }] });

  it('says who pressed which for what alert, and where', () => {
    expect(read()).toEqual({
      kind: 'press',
      who: { type: 'slack', space: 'T1', user: 'U1' },
      team: 'T1',
      scope: 'slack press t',
      press: 'accept',
      alertId: 7,
      channel: 'C1',
      triggerId: 't',
    });
    expect(read({ response_url: 'https://hooks.slack.com/1' })).toMatchObject({
      responseUrl: 'https://hooks.slack.com/1',
    });
    expect(read({ user: { id: 'U1', team_id: 'T9', username: 'ada', name: 'other' } })).toMatchObject({
      who: { space: 'T9', name: 'ada' },
      team: 'T1',
    });
    expect(read({ user: { id: 'U1', name: 'other' } })).toMatchObject({ who: { name: 'other' } });
    const { channel: _channel, ...hidden } = press;
    expect(slackInteractionIn({ ...hidden, container: { channel_id: 'C2' } })).toMatchObject({ channel: 'C2' });
    expect(slackInteractionIn(hidden)).toBeUndefined();
    expect(read({ container: { channel_id: 'C2' } })).toMatchObject({ channel: 'C1' });
  });

  it.each([
    ['alert-accept', 'accept'],
    ['alert-resolve', 'resolve'],
    ['alert-escalate', 'escalate'],
    ['alert-add-responder', 'add-responder'],
    ['alert-comment', 'comment'],
    ['alert-create-channel', 'create-channel'],
  ])('%s means %s', (id, meant) => {
    expect(read(action(id, '7'))).toMatchObject({ press: meant });
  });

  it('that counts is the first', () => {
    const two = [{ action_id: 'alert-resolve', value: '8' }, ...press.actions];
    expect(read({ actions: two })).toMatchObject({ press: 'resolve', alertId: 8 });
    expect(read(action('alert-accept', '9007199254740991'))).toMatchObject({ alertId: 9007199254740991 });
  });

  it.each([
    [action('alert-forget', '7')],
    [action('toString', '7')],
    [action('alert-accept')],
    [action('alert-accept', '0')],
    [action('alert-accept', 'x7')],
    [action('alert-accept', '7x')],
    [action('alert-accept', '9007199254740993')],
    [action('alert-accept', '00000000000000007')],
    [{ actions: [] }],
    [{ actions: Array.from({ length: 26 }, () => press.actions[0]) }],
    [{ type: 'view_closed' }],
    [{ team: null }],
  ])('with %j is none', (more) => {
    expect(read(more)).toBeUndefined();
  });
});

describe('a dialog that is sent', () => {
  const element = (more: object) => ({ element: more });
  const submission = (view: object, more: object = {}) =>
    slackInteractionIn({
      type: 'view_submission',
      team: { id: 'T1' },
      user: { id: 'U1' },
      view: { id: 'V1', callback_id: 'chat-comment', state: { values: {} }, ...view },
      ...more,
    });

  it('says what was filled in, and what was left out is not there', () => {
    const values = {
      text: element({ value: 'Hello' }),
      choice: element({ selected_option: { value: '5' }, value: 'x' }),
      empty: element({ value: '' }),
      none: element({ value: null, selected_option: null }),
      nothing: element({}),
      odd: element({ value: '\ud83d' }),
    };
    expect(submission({ state: { values }, private_metadata: '{"alertId":7,"channel":"C1"}' })).toEqual({
      kind: 'submit',
      who: { type: 'slack', space: 'T1', user: 'U1' },
      team: 'T1',
      scope: 'slack view V1',
      dialog: 'comment',
      filled: { text: 'Hello', choice: '5', odd: '�' },
      alertId: 7,
      channel: 'C1',
    });
  });

  it.each(['raise', 'add-responder', 'comment'])('is the one for %s', (dialog) => {
    expect(submission({ callback_id: `chat-${dialog}` })).toMatchObject({ dialog });
  });

  it.each([['chat-other'], ['comment'], ['xchat-comment'], ['chat-comment!']])('is none of ours: %s', (callback_id) => {
    expect(submission({ callback_id })).toBeUndefined();
  });

  it.each([
    [undefined],
    [''],
    ['{'],
    ['null'],
    ['{"alertId":0}'],
    ['{"alertId":1.5}'],
    ['{"alertId":"7"}'],
    ['{"channel":"C-1"}'],
  ])('knows nothing of where it was opened by %j', (private_metadata) => {
    const read = submission({ private_metadata });
    expect(read).toBeDefined();
    expect(read).not.toHaveProperty('alertId');
    expect(read).not.toHaveProperty('channel');
  });

  it('is searched in by what is typed', () => {
    const typed = (value: string) =>
      slackInteractionIn({ type: 'block_suggestion', team: { id: 'T1' }, user: { id: 'U1' }, block_id: 'who', value });
    expect(typed('a&amp;b')).toEqual({
      kind: 'suggest',
      who: { type: 'slack', space: 'T1', user: 'U1' },
      team: 'T1',
      scope: '',
      field: 'who',
      typed: 'a&b',
    });
    expect(typed(x(201))).toMatchObject({ typed: x(200) });
    expect(slackInteractionIn({ type: 'block_suggestion' })).toBeUndefined();
    expect(slackInteractionIn(null)).toBeUndefined();
  });
});

describe('a message in a thread', () => {
  const event = { type: 'message', user: 'U1', channel: 'C1', ts: '2.1', thread_ts: '1.1', text: 'Hi' };
  const read = (more: object = {}, around: object = {}) =>
    slackEventIn({ type: 'event_callback', team_id: 'T1', event_id: 'E1', event: { ...event, ...more }, ...around });

  it('says who said what, and in which thread', () => {
    expect(read({ text: 'a &lt; b' })).toEqual({
      kind: 'said',
      who: { type: 'slack', space: 'T1', user: 'U1' },
      team: 'T1',
      scope: 'slack event E1',
      channel: 'C1',
      thread: '1.1',
      text: 'a < b',
    });
    expect(read({ user_team: 'T9' })).toMatchObject({ who: { space: 'T9' }, team: 'T1' });
    expect(read({ text: x(10_001) })).toMatchObject({ text: x(10_000) });
  });

  it.each([
    [{ thread_ts: undefined }],
    [{ thread_ts: '2.1' }],
    [{ thread_ts: '1' }],
    [{ thread_ts: 'x1.1' }],
    [{ ts: '2.1x' }],
    [{ text: '  ' }],
    [{ subtype: 'message_changed' }],
    [{ bot_id: 'B1' }],
    [{ type: 'reaction_added' }],
    [{ user: undefined }],
  ])('with %j is none', (more) => {
    expect(read(more)).toBeUndefined();
  });

  it('is none in another call', () => {
    expect(read({}, { type: 'url_verification' })).toBeUndefined();
    expect(slackEventIn('x')).toBeUndefined();
  });
});
