import { describe, expect, it } from 'vitest';
import { activityIn, callOf, TeamsCall, tenantsOf } from '../../functions/domain/chat/teams-activity.ts';

const x = (count: number) => 'x'.repeat(count);
const bot = { id: '28:bot' };
const ada = { id: '29:ada', aadObjectId: 'ada', name: 'Ada' };
const thread = { id: '19:c@thread.tacv2;messageid=1', conversationType: 'channel' };
const message = {
  type: 'message',
  id: '1',
  serviceUrl: 'https://smba.example.com',
  from: ada,
  recipient: bot,
  conversation: thread,
  text: 'hi',
};
const read = (members: object = {}) => activityIn({ ...message, ...members });
const call = (members: object = {}) => {
  const activity = read(members);
  return activity && callOf(activity);
};
const wish = (members: object) => call(members)?.wish;
const invoke = (name: string, value?: unknown) => wish({ type: 'invoke', name, value });

describe('what the Bot Framework sends', () => {
  it.each<[string, number, (text: string) => unknown]>([
    ['kind', 100, (type) => read({ type })],
    ['id', 1000, (id) => read({ id })?.id],
    ['name', 100, (name) => read({ name })?.name],
    ['channel', 100, (channelId) => read({ channelId })?.channelId],
    ['address', 500, (serviceUrl) => read({ serviceUrl })?.serviceUrl],
    ['language', 35, (locale) => read({ locale })?.locale],
    ['action', 100, (action) => read({ action })?.action],
    ['text', 30_000, (text) => read({ text })?.text],
    ['id of a message', 1000, (replyToId) => read({ replyToId })?.replyToId],
    ['id of somebody', 1000, (id) => read({ from: { id } })?.from],
    ['name of somebody', 500, (name) => read({ from: { ...ada, name } })?.from?.name],
    [
      'kind of conversation',
      100,
      (conversationType) => read({ conversation: { id: 'a', conversationType } })?.conversation?.conversationType,
    ],
    ['mention', 1000, (text) => read({ entities: [{ type: 'mention', text }] })?.entities?.[0]?.text],
  ])('has a %s of at most %i characters', (_what, most, member) => {
    expect(member(x(most))).toBeDefined();
    expect(member(x(most + 1))).toBeUndefined();
  });

  it('has ids of at least one character, and no member of another form', () => {
    expect([read({ id: 'a' })?.id, read({ id: '' })?.id, read({ id: 7 })?.id]).toEqual(['a', undefined, undefined]);
    expect(read({ type: undefined })).toBeUndefined();
  });

  it('names the tenants of its conversation and its channel', () => {
    const tenants = (more: object, channelData: object) =>
      tenantsOf(read({ conversation: { id: 'a', ...more }, channelData }) ?? { type: '' });
    expect(tenants({ tenantId: 'a' }, { tenant: { id: 'b' } })).toEqual(['a', 'b']);
    expect(tenants({}, { tenant: { id: 'b' } })).toEqual(['b']);
    expect(tenants({ tenantId: 'a' }, {})).toEqual(['a']);
  });
});

describe('who wants something in Teams, and where', () => {
  it('is told as far as it is known', () => {
    expect(call({ locale: 'de', replyToId: '9' })).toEqual({
      activity: '1',
      serviceUrl: 'https://smba.example.com',
      place: { conversation: thread.id, channel: '19:c@thread.tacv2', isPersonal: false },
      person: { id: 'ada', account: '29:ada', name: 'Ada' },
      locale: 'de',
      message: '9',
      wish: { kind: 'said', text: 'hi', isAddressed: false },
    });
    const least = call({ from: { id: '29:ada' }, conversation: { id: 'a', conversationType: 'personal' } });
    expect(Object.keys(least ?? {})).toEqual(['activity', 'serviceUrl', 'place', 'person', 'wish']);
    expect(least).toMatchObject({ wish: { isAddressed: true } });
    expect([least?.place, least?.person]).toEqual([
      { conversation: 'a', isPersonal: true },
      { id: '29:ada', account: '29:ada' },
    ]);
    expect(call({ channelData: { channel: { id: 'other' } } })?.place.channel).toBe('other');
  });

  it.each([
    [{ id: undefined }],
    [{ serviceUrl: undefined }],
    [{ from: undefined }],
    [{ conversation: undefined }],
    [{ recipient: ada }],
    [{ from: { id: '28:other' } }],
    [{ type: 'typing' }],
    [{ text: ' ' }],
  ])('is nobody with %j', (members) => expect(call(members)).toBeUndefined());
});

describe('what is wanted in Teams', () => {
  const mention = (text: string, id?: string) => ({ type: 'mention', text, ...(id && { mentioned: { id } }) });
  it.each([
    ['a&nbsp;b\u00a0c', [], 'a b c', false],
    ['<at>T</at> a', [mention('<at>T</at>', bot.id)], 'a', true],
    ['<at id="1">Ada</at> a', [mention('<at id="1">Ada</at>', '29:ada')], 'Ada a', false],
    ['<at>X</at> a', [mention('<at>X</at>')], 'X a', false],
    ['ab', [mention('', bot.id)], 'ab', false],
    ['ab', [{ type: 'mention', mentioned: bot }], 'ab', false],
    ['ab', [{ type: 'other', text: 'a', mentioned: bot }], 'ab', false],
    ['ab', [...Array.from({ length: 99 }, () => null), mention('a', bot.id)], 'b', true],
    ['ab', [...Array.from({ length: 100 }, () => null), mention('a', bot.id)], 'ab', false],
  ])('%j with the mentions %j says %j', (text, entities, said, isAddressed) => {
    expect(wish({ text, entities })).toEqual({ kind: 'said', text: said, isAddressed });
  });

  it('of nobody is said to nobody', () => {
    const entities = [mention('<at>X</at>')];
    expect(wish({ text: '<at>X</at>', entities, recipient: undefined })).toMatchObject({
      text: 'X',
      isAddressed: false,
    });
  });

  const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`k${index}`, 'v']));
  const twenty = Object.fromEntries(Object.entries(many).slice(0, 20));
  it.each<[string, unknown, object | undefined]>([
    [
      'adaptiveCard/action',
      { action: { verb: 'v', data: { a: 'b' } } },
      { data: { a: 'b', verb: 'v' }, isAnswered: true },
    ],
    ['adaptiveCard/action', { action: { verb: x(101), data: { n: 7 } } }, { data: { verb: x(100) } }],
    ['adaptiveCard/action', { action: { verb: 7, data: { verb: 'own' } } }, { data: { verb: 'own' } }],
    ['adaptiveCard/action', { action: null }, { kind: 'pressed', data: {} }],
    ['adaptiveCard/action', { action: ['a'] }, { kind: 'pressed', data: {} }],
    ['adaptiveCard/action', { action: { data: ['a'] } }, { kind: 'pressed', data: {} }],
    ['task/fetch', { data: { [x(101)]: x(5001) } }, { kind: 'dialog', data: { [x(100)]: x(5000) } }],
    ['task/submit', { data: many }, { kind: 'filled', data: twenty }],
    ['task/submit', { data: 'abc' }, { kind: 'filled', data: {} }],
    ['application/search', { queryText: x(201), dataset: x(101) }, { kind: 'search', field: x(100), typed: x(200) }],
    ['application/search', { queryText: 'who', dataset: 'user' }, { kind: 'search', field: 'user', typed: 'who' }],
    ['application/search', {}, { kind: 'search', field: '', typed: '' }],
    ['other', { data: many }, undefined],
  ])('by %s with %j', (name, value, wanted) => {
    if (wanted === undefined) expect(invoke(name, value)).toBeUndefined();
    else {
      const { data, ...rest } = wanted as { data?: object };
      const found = invoke(name, value) as { data?: object } | undefined;
      expect(found).toMatchObject(rest);
      expect(found?.data).toEqual(data);
    }
  });

  it.each([
    [{ value: { a: 'b' } }, { kind: 'pressed', data: { a: 'b' }, isAnswered: false }],
    [{ type: 'installationUpdate', action: 'remove' }, { kind: 'removed' }],
    [{ type: 'installationUpdate', action: 'add' }, { kind: 'added' }],
    [{ type: 'conversationUpdate', membersAdded: [{ id: '29:x' }, { id: bot.id }] }, { kind: 'added' }],
    [{ type: 'conversationUpdate', membersAdded: [{ id: '29:x' }] }, undefined],
    [{ type: 'conversationUpdate', membersAdded: [{}], recipient: undefined }, undefined],
    [{ type: 'conversationUpdate' }, undefined],
    [{ type: 'invoke' }, undefined],
  ])('by %j is %j', (members, wanted) => expect(wish(members)).toEqual(wanted));

  it('is the same once it was kept', () => {
    const calls = [
      call(),
      call({ value: { a: 'b' } }),
      ...['task/fetch', 'task/submit', 'application/search'].map((name) => call({ type: 'invoke', name, value: {} })),
      call({ type: 'installationUpdate' }),
      call({ type: 'installationUpdate', action: 'remove' }),
    ];
    const kinds = ['said', 'pressed', 'dialog', 'filled', 'search', 'added', 'removed'];
    expect(calls.map((one) => one?.wish.kind)).toEqual(kinds);
    for (const one of calls) expect(TeamsCall.parse(one)).toEqual(one);
  });
});
