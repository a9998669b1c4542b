import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readerOf } from '../../functions/actions/inbound/catalogue.ts';
import type { CallbackSecrets, InboundCall, TicketNews } from '../../functions/actions/inbound/reader.ts';
import { type Bidirectional, bidirectional, ticketOf } from '../../functions/actions/inbound/ticket.ts';
import { Instant } from '../../functions/domain/time.ts';

interface Case {
  readonly case: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly news?: Omit<TicketNews, 'occasion'>;
  readonly ignored?: string;
}

const casesOf = (type: Bidirectional): readonly Case[] =>
  JSON.parse(readFileSync(new URL(`./fixtures/inbound/${type}.json`, import.meta.url), 'utf8')) as Case[];

const callOf = ({ headers, body }: Pick<Case, 'headers' | 'body'>): InboundCall => ({
  headers,
  body: JSON.stringify(body),
});

const now = Instant.parse('2026-11-29T03:00:00.000Z');
const secrets: CallbackSecrets = { secret: 'the-secret-of-this-action', now };
const hmac = (algorithm: string, secret: string, text: string, encoding: 'hex' | 'base64') =>
  createHmac(algorithm, secret).update(text).digest(encoding);

/** The call as the tool signs it. */
function signed(
  type: Bidirectional,
  { headers, body }: InboundCall,
  secret = secrets.secret,
  at: string = now,
): InboundCall {
  const more: Readonly<Record<Bidirectional, Readonly<Record<string, string>>>> = {
    jira: { 'x-hub-signature': `sha256=${hmac('sha256', secret, body, 'hex')}` },
    github: { 'x-hub-signature-256': `sha256=${hmac('sha256', secret, body, 'hex')}` },
    zendesk: {
      'x-zendesk-webhook-signature': hmac('sha256', secret, `${at}${body}`, 'base64'),
      'x-zendesk-webhook-signature-timestamp': at,
    },
    zammad: { 'x-hub-signature': `sha1=${hmac('sha1', secret, body, 'hex')}` },
    autotask: { 'x-hook-signature': `sha1=${hmac('sha1', secret, body, 'base64')}` },
    servicenow: {},
    topdesk: {},
  };
  return { headers: { ...headers, ...more[type] }, body };
}

const signing = ['jira', 'github', 'zendesk', 'zammad', 'autotask'] as const;

describe.each(bidirectional)('what %s calls with', (type) => {
  it.each(casesOf(type).map((one) => [one.case, one] as const))('is read: %s', async (_case, one) => {
    const reading = (await readerOf(type)).read(callOf(one));
    expect(reading).toEqual(
      one.news
        ? { kind: 'news', news: { ...one.news, occasion: expect.stringMatching(/^[0-9a-f]{32}$/) } }
        : { kind: 'ignored', why: one.ignored },
    );
  });

  it('is the same news however often it is told, and other news otherwise', async () => {
    const reader = await readerOf(type);
    const occasions = casesOf(type)
      .map((one) => [reader.read(callOf(one)), reader.read(callOf(one))])
      .flatMap(([first, again]) => {
        expect(again).toEqual(first);
        return first?.kind === 'news' ? [first.news.occasion] : [];
      });
    expect(new Set(occasions).size).toBe(occasions.length);
  });

  it.each([
    ['no JSON', 'closed'],
    ['a part of it', '{"event":"closed","ticket":'],
    ['nothing', ''],
    ['a number', '7'],
    ['a page', '<html><body>Sign in</body></html>'],
  ])('is refused where it is %s', async (_what, body) => {
    const reader = await readerOf(type);
    expect(() => reader.read({ headers: { 'x-github-event': 'issues' }, body })).toThrow('the body is not valid JSON');
  });

  it.each([
    [
      'members of other kinds',
      { webhookEvent: 7, issue: 'x', ticket: [], article: 5, Fields: 'x', detail: null, type: 3 },
    ],
    ['lists', []],
    [
      'names of the language',
      { __proto__: { event: 'closed' }, constructor: 1, issue: { fields: { labels: [{}, 7] } } },
    ],
  ])('never breaks by %s', async (_what, body) => {
    const reader = await readerOf(type);
    const readings = () => reader.read({ headers: {}, body: JSON.stringify(body) });
    try {
      expect(readings()).toMatchObject({ kind: 'ignored' });
    } catch (error) {
      expect(error).toMatchObject({ name: 'InvalidInputError', field: 'event' });
    }
  });

  it('is kept to its bounds, and to what can be read', async () => {
    const reader = await readerOf(type);
    for (const one of casesOf(type).filter(({ news }) => news?.comment !== undefined)) {
      const words = `A\u202e\u0000 ${'w'.repeat(900_000)}`;
      const text = JSON.stringify(one.body).replaceAll(
        JSON.stringify(spoken(one)).slice(1, -1),
        JSON.stringify(words).slice(1, -1),
      );
      const reading = reader.read({ headers: one.headers, body: text });
      if (reading.kind !== 'news') throw new Error('it is news');
      expect(reading.news.comment?.length).toBeLessThanOrEqual(10_000);
      expect(reading.news.comment).toMatch(/^A w/);
    }
  });
});

/** The comment as the body has it. */
const spoken = ({ body }: Case): unknown => {
  const { comment, article, event, Fields } = body as Record<string, Record<string, unknown>>;
  const text = typeof comment === 'string' ? comment : (comment?.body ?? article?.body ?? Fields?.description);
  return text ?? (event as { comment?: { body?: unknown } }).comment?.body;
};

describe.each(signing)('a call of %s', (type) => {
  const call = callOf(casesOf(type)[0] as Case);

  it('is taken where it is signed with the secret', async () => {
    expect((await readerOf(type)).isGenuine(signed(type, call), secrets)).toBe(true);
  });

  it.each([
    ['has no signature', call],
    ['is signed with another secret', signed(type, call, 'another-secret')],
    [
      'was changed after it was signed',
      { ...signed(type, call), body: call.body.replace('118000000000001', '118000000000002') },
    ],
    ['was cut off', { ...signed(type, call), body: call.body.slice(0, -10) }],
    ['has blanks more', { ...signed(type, call), body: `${call.body} ` }],
    [
      'was written in another charset',
      {
        ...signed(type, { ...call, body: call.body.replace('{', '{"x":"Dï",') }),
        body: call.body.replace('{', '{"x":"D\ufffd",'),
      },
    ],
  ] as const)('is refused where it %s', async (_why, forged) => {
    expect((await readerOf(type)).isGenuine(forged, secrets)).toBe(false);
  });

  it.each([
    ['empty', ''],
    ['the name of its algorithm', 'sha256='],
    ['without the name of its algorithm', hmac('sha256', secrets.secret, call.body, 'hex').slice(0, -1)],
    ['huge', 'a'.repeat(100_000)],
    ['no ASCII', 'sha256=\u00e9\u{1f600}'],
  ])('is refused where the signature is %s', async (_what, value) => {
    const headers = Object.fromEntries(Object.keys(signed(type, call).headers).map((name) => [name, value]));
    expect((await readerOf(type)).isGenuine({ ...call, headers }, secrets)).toBe(false);
  });
});

it('is not taken from GitHub, Jira or Zammad when it is signed as another of them signs', async () => {
  const call = callOf(casesOf('github')[0] as Case);
  const others: readonly (readonly [Bidirectional, Bidirectional])[] = [
    ['github', 'jira'],
    ['github', 'zammad'],
    ['jira', 'zammad'],
    ['zammad', 'jira'],
    ['autotask', 'zammad'],
  ];
  for (const [type, other] of others)
    expect((await readerOf(type)).isGenuine(signed(other, call), secrets), `${type} as ${other}`).toBe(false);
});

describe('the time that Zendesk signs', () => {
  const call = callOf(casesOf('zendesk')[0] as Case);
  it.each([
    ['now', now, true],
    ['four minutes ago', '2026-11-29T02:56:00Z', true],
    ['in seconds', '1795921200', true],
    ['six minutes ago', '2026-11-29T02:54:00Z', false],
    ['in six minutes', '2026-11-29T03:06:00Z', false],
    ['yesterday', '2026-11-28T03:00:00Z', false],
    ['no time', 'soon', false],
    ['empty', '', false],
  ])('counts: %s', async (_when, at, isTaken) => {
    const zendesk = await readerOf('zendesk');
    expect(zendesk.isGenuine(signed('zendesk', call, secrets.secret, at), secrets)).toBe(isTaken);
  });

  it('is signed with the secret that Zendesk has made, where the action knows it, and then with nothing else', async () => {
    const zendesk = await readerOf('zendesk');
    const own = { ...secrets, own: 'dGhpcyBpcyB6ZW5kZXNr' };
    const bearer = { ...call, headers: { authorization: `Bearer ${secrets.secret}` } };
    expect(zendesk.isGenuine(signed('zendesk', call, own.own), own)).toBe(true);
    expect(zendesk.isGenuine(signed('zendesk', call), own)).toBe(false);
    expect(zendesk.isGenuine(bearer, own)).toBe(false);
    expect(zendesk.isGenuine(bearer, secrets)).toBe(true);
    expect(zendesk.isGenuine({ ...call, headers: { authorization: 'Bearer no' } }, secrets)).toBe(false);
  });
});

describe('what is read of GitHub', () => {
  it('is the same where the webhook posts a form', async () => {
    const [one] = casesOf('github') as [Case];
    const github = await readerOf('github');
    const form = `payload=${encodeURIComponent(JSON.stringify(one.body))}`;
    expect(github.read({ headers: one.headers, body: form })).toEqual(github.read(callOf(one)));
    expect(github.isGenuine(signed('github', { headers: one.headers, body: form }), secrets)).toBe(true);
  });
});

describe('a body that was written by hand', () => {
  it.each([
    ['event', { event: 'exploded', ticket: '1' }],
    ['event', { event: 7, ticket: '1' }],
    ['event', { ticket: '1' }],
    ['ticket', { event: 'closed' }],
    ['ticket', { event: 'closed', ticket: '' }],
    ['ticket', { event: 'closed', ticket: { id: 7 } }],
    ['ticket', { event: 'closed', ticket: '1'.repeat(201) }],
  ])('names the member that is wrong: %s', async (field, body) => {
    const { read } = await readerOf('servicenow');
    expect(() => read({ headers: {}, body: JSON.stringify(body) })).toThrow(expect.objectContaining({ field }));
  });

  it('tells nothing of a comment that bears our mark', async () => {
    const { read } = await readerOf('topdesk');
    const body = JSON.stringify({ event: 'commented', ticket: '1', comment: 'x\n\ntocsin-18f3a-118000000000001' });
    expect(read({ headers: {}, body })).toEqual({ kind: 'ignored', why: 'the comment is one of ours' });
  });
});

it.each([
  ['jira', '10001 OPS-1', '10001'],
  ['jira', 'OPS-1', 'OPS-1'],
  ['github', 'Example/Shop#1347', 'example/shop#1347'],
  ['zendesk', '35436', '35436'],
] as const)('what stays the same of a reference of %s: %s', (type, reference, ticket) => {
  expect(ticketOf(type, reference)).toBe(ticket);
});
