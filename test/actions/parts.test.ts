import { describe, expect, it } from 'vitest';
import { adf } from '../../functions/actions/adf.ts';
import { jsonOf, pauseOf, reasonOf, record, text, troubleOf } from '../../functions/actions/answers.ts';
import { done, driver, end, mostRequests, refused } from '../../functions/actions/driver.ts';
import { under, upTo, withoutUser, withQuery } from '../../functions/actions/requests.ts';
import { withoutSecrets } from '../../functions/actions/secrets.ts';
import { rendered, renderedBody } from '../../functions/actions/template.ts';
import { markOf, saysSame } from '../../functions/actions/tickets.ts';
import {
  cutTo,
  described,
  happened,
  headline,
  lines,
  linksOf,
  particulars,
  shortened,
} from '../../functions/actions/words.ts';
import { TriggerType } from '../../functions/domain/alert-action/alert-action.ts';
import { anAlert, factsFor, now } from './facts.ts';

const answer = (status: number, body = '', headers: Readonly<Record<string, string>> = {}) => ({
  status,
  body,
  headers,
});
const withBody = (body: unknown) => answer(400, typeof body === 'string' ? body : JSON.stringify(body));

describe('the reason of an answer', () => {
  it.each([
    ['a text', 'no such hook\n', 'no such hook\n'],
    ['nothing', ' ', undefined],
    ['a JSON text', '"no"', 'no'],
    ['a JSON number', '17', '17'],
    ['null', 'null', undefined],
    ['a message', { message: 'no' }, 'no'],
    ['an error', { error: 'no' }, 'no'],
    ['an error with its detail', { error: { message: 'Failed', detail: 'policy' } }, 'Failed: policy'],
    ['what says the same twice', { message: 'it failed', detail: 'failed' }, 'it failed'],
    ['three errors of many', { errors: ['a', { message: 'b' }, 'c', 'd'] }, 'a; b; c'],
    ['errors of which some are empty', { errors: ['', {}, 'c'] }, 'c'],
    [
      'errors by field',
      { errors: { project: 'is required', summary: ['is long'], labels: {}, more: 'x' } },
      'project: is required; summary: is long',
    ],
    ['no errors, and a field', { errorMessages: [], errors: { project: 'is required' } }, 'project: is required'],
    ['a list', [{ message: 'no' }], 'no'],
    ['members that say nothing', { id: 5, status: 'x' }, undefined],
    ['empty errors', { errors: [], message: null }, undefined],
    ['what has an end', { error: { error: { error: { error: { error: { error: 'deep' } } } } } }, undefined],
    ['a page', '  <!DOCTYPE html><html><title>Sign in</title>', 'an HTML page, “Sign in”'],
    ['a page with a title that has a class', '<html><TITLE class="x">A &\n  B</TITLE>', 'an HTML page, “A & B”'],
    ['a page whose title has no end', '<html><title', 'an HTML page'],
    ['a page that begins with its title', '<body><title>x', 'an HTML page, “x”'],
    ['a page without', '<html></html>', 'an HTML page'],
  ] as const)('%s', (_case, body, reason) => {
    expect(reasonOf(withBody(body))).toBe(reason);
  });

  it('is that of a page where the headers say so', () => {
    expect(reasonOf(answer(500, 'Oops', { 'content-type': 'text/html; charset=utf-8' }))).toBe('an HTML page');
  });

  it('is looked for in the beginning only', () => {
    expect(reasonOf(withBody('x'.repeat(9_000)))).toHaveLength(1_000);
    expect(reasonOf(withBody(`<html>${' '.repeat(30_000)}<title>late</title>`))).toBe('an HTML page');
    expect(reasonOf(withBody(`<html>${' '.repeat(19_000)}<title>early</title>`))).toBe('an HTML page, “early”');
  });
});

describe('how long a target is left alone', () => {
  it.each([
    [{ 'retry-after': '120' }, 120],
    [{ 'retry-after': ' 7 ' }, 7],
    [{ 'retry-after': '1.2' }, 2],
    [{ 'retry-after': '0' }, 1],
    [{ 'retry-after': '-5' }, 1],
    [{ 'retry-after': 'x5' }, undefined],
    [{ 'retry-after': '999999' }, 86_400],
    [{ 'retry-after': 'Sun, 29 Nov 2026 03:00:30 GMT' }, 30],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795921260' }, 60],
    [{ 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '1795921260' }, undefined],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' }, undefined],
    [{ 'x-ratelimit-remaining': '0' }, undefined],
    [{}, undefined],
  ])('%j: %s', (headers, seconds) => {
    expect(pauseOf(headers as Record<string, string>, { now })).toBe(seconds);
  });

  it.each([
    [199, {}, 'refused'],
    [300, {}, 'refused'],
    [399, {}, 'refused'],
    [400, {}, 'refused'],
    [400, { 'retry-after': '5' }, 'refused'],
    [403, {}, 'refused'],
    [403, { 'retry-after': '5' }, 'later'],
    [403, { 'x-ratelimit-remaining': '0' }, 'later'],
    [403, { 'x-ratelimit-remaining': '5' }, 'refused'],
    [408, {}, 'later'],
    [425, {}, 'later'],
    [426, {}, 'refused'],
    [429, {}, 'later'],
    [499, {}, 'refused'],
    [500, {}, 'later'],
    [599, {}, 'later'],
  ])('%i with %j is %s', (status, headers, kind) => {
    expect(troubleOf(answer(status, '', headers as Record<string, string>), { now }).kind).toBe(kind);
  });

  it('says of a redirect that none is followed', () => {
    expect(troubleOf(answer(301, 'Moved'), { now })).toEqual({
      kind: 'refused',
      why: 'the answer was 301, and no redirect is followed',
    });
    expect(troubleOf(answer(400, 'Bad'), { now })).toEqual({ kind: 'refused', why: 'the answer was 400: Bad' });
  });
});

describe('what is read of JSON', () => {
  it('is there, or is not', () => {
    expect([text(5), text(' x '), text('  '), text(null), text({})]).toEqual([
      '5',
      ' x ',
      undefined,
      undefined,
      undefined,
    ]);
    expect([record(null), record([1]), record('x'), record({ a: 1 })]).toEqual([{}, {}, {}, { a: 1 }]);
    expect([jsonOf('{'), jsonOf('[1]')]).toEqual([undefined, [1]]);
  });
});

describe('addresses', () => {
  it.each([
    ['https://a.example', '/x', {}, 'https://a.example/x'],
    ['https://a.example:8443/jira//', '/x', {}, 'https://a.example:8443/jira/x'],
    [
      'https://a.example/?old=1#y',
      '/x',
      { q: 'a b&c', none: undefined, z: '1' },
      'https://a.example/x?q=a%20b%26c&z=1',
    ],
  ])('%s with %s', (base, path, query, address) => {
    expect(under(base, path, query)).toBe(address);
  });

  it('end before a part that follows', () => {
    expect(upTo('tas', 'https://a.example/desk/TAS/public')).toBe('https://a.example/desk');
    expect(upTo('tas', 'https://a.example/desk')).toBe('https://a.example/desk');
    expect(upTo('tas', 'https://a.example/tas')).toBe('https://a.example');
  });

  it('take parameters beside their own', () => {
    expect(withQuery('https://a.example/?k=1', { b: 'x y', none: undefined })).toBe('https://a.example/?k=1&b=x+y');
  });

  it('are called without who stands before the @', () => {
    expect(withoutUser('https://ada@a.example/')).toEqual({
      url: 'https://a.example/',
      headers: { authorization: 'Basic YWRhOg==' },
    });
    expect(withoutUser('https://:k@a.example/')).toEqual({
      url: 'https://a.example/',
      headers: { authorization: 'Basic Oms=' },
    });
    expect(withoutUser('https://a.example/')).toEqual({ url: 'https://a.example/', headers: {} });
  });
});

describe('secrets', () => {
  const facts = factsFor('webhook', {
    params: {
      webhookUrl: 'https://ada:p%40ssword@hooks.example.com/in/abcdefghijkl/short?key=0123456789ab&n=5',
      headers: [{ key: 'X-Key', value: 'header-value' }],
      secret: 'sec/ret+1',
    },
    connector: { url: 'https://a.example/', email: 'bot@example.com', apiKey: 'api-key-1', password: 'abc' },
    installation: { token: 'token-of-it' },
  });
  it.each([
    ['as it is', 'key sec/ret+1 here', 'key ••• here'],
    ['percent-encoded', 'sec%2Fret%2B1', '•••'],
    ['in base64', Buffer.from('sec/ret+1').toString('base64'), '•••'],
    ['as Basic credentials', Buffer.from('bot@example.com:api-key-1').toString('base64'), '•••'],
    ['as credentials of a token', Buffer.from('bot@example.com/token:api-key-1').toString('base64'), '•••'],
    ['an installed token', 'token-of-it', '•••'],
    ['a header', 'header-value', '•••'],
    ['a password in an address', 'p%40ssword p@ssword', '••• •••'],
    ['the path of an address', 'at /in/abcdefghijkl/short?key=0123456789ab&n=5', 'at •••'],
    ['a part of the path', 'hook abcdefghijkl', 'hook •••'],
    ['a part of the query', '0123456789ab', '•••'],
    ['what is short enough to stand anywhere', 'abc short n=5 /', 'abc short n=5 /'],
    ['a host', 'hooks.example.com', 'hooks.example.com'],
  ])('%s', (_case, words, clean) => {
    expect(withoutSecrets(words, facts)).toBe(clean);
  });
});

describe('words', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['a🔥b', 3, 'a…'],
    ['a🔥bc', 4, 'a🔥…'],
    ['abc', 0, '…'],
    ['\ud83dab', 9, '\ufffdab'],
  ])('%j cut to %i', (words, limit, cut) => {
    expect(cutTo(words, limit)).toBe(cut);
  });

  it('are on one line, or on several, without what nobody reads', () => {
    expect(shortened(' a\r\n\tb\u0000\u202e ', 10)).toBe('a b');
    expect(lines(' a \r\n\r\n\n\n b\tc\u0007\rd ', 50)).toBe('a\n\n b c\nd');
    expect(shortened('x '.repeat(50_000), 9)).toBe('x x x x …');
    expect(lines('x'.repeat(50_000), 9)).toBe('xxxxxxxx…');
  });

  it('tell of every trigger, and by whom', () => {
    expect(TriggerType.options.map((trigger) => happened({ trigger, deed: {} }))).toEqual([
      'Created',
      'Assigned',
      'Escalated',
      'Accepted',
      'Raised',
      'Comment',
      'Nobody left to notify',
      'Resolved',
      'Resolved by its source',
      'Responder added',
      'Responder removed',
      'Channel attached',
      'Channel detached',
      'Still not resolved',
    ]);
    expect(happened({ trigger: 'alert-raised', deed: { by: ' Ada\n' } })).toBe('Raised by Ada');
    expect(happened({ trigger: 'alert-raised', deed: { by: ' ' } })).toBe('Raised');
    expect(happened({ trigger: 'alert-auto-resolved', deed: { by: 'Prometheus' } })).toBe('Resolved by its source');
    expect(headline({ trigger: 'alert-created', deed: {}, alert: anAlert({ summary: '\n' }) }, 50)).toBe(
      'Alert 118000000000001',
    );
  });

  it('tell what is worth knowing, and nothing that is not there', () => {
    const full = anAlert({
      status: 'RESOLVED',
      priority: 'LOW',
      responders: ['Ada', 'Grace'],
      services: ['Shop', 'Search'],
      acceptedBy: 'Ada',
      resolvedBy: 'Grace',
    });
    expect(Object.fromEntries(particulars({ alert: full }))).toEqual({
      Status: 'Resolved',
      Priority: 'Low',
      'Alert source': 'Prometheus',
      'Escalation policy': 'Database',
      Responders: 'Ada, Grace',
      Services: 'Shop, Search',
      'Accepted by': 'Ada',
      'Resolved by': 'Grace',
      'Alert key': 'disk-db-1',
      Reported: '2026-11-29T02:58:00.000Z',
    });
    const { alertKey: _key, policy: _policy, assignedTo: _person, ...bare } = anAlert({ responders: [] });
    expect(particulars({ alert: bare }).map(([name]) => name)).toEqual([
      'Status',
      'Priority',
      'Alert source',
      'Reported',
    ]);
    expect(Object.fromEntries(particulars({ alert: anAlert({ responders: [] }) })).Responders).toBe('Ada Lovelace');
  });

  it('name links that a browser opens', () => {
    const links = [
      { href: 'HTTPS://a.example/x' },
      { href: 'ftp://a.example' },
      { href: 'see https://a.example' },
      { href: 'https://' },
      { href: `https://a.example/${'x'.repeat(1_982)}`, text: ' ' },
      { href: `https://a.example/${'x'.repeat(1_983)}` },
      { href: 'https://b.example', text: 'y'.repeat(70) },
    ];
    expect(linksOf({ alert: anAlert({ links }) }).map(({ text: words }) => words)).toEqual([
      'Open alert',
      'a.example',
      'a.example',
      `${'y'.repeat(59)}…`,
    ]);
  });

  it('describe an alert within a limit, what is known before its details', () => {
    const whole = described({ alert: anAlert() }, 5_000);
    expect(whole).toMatch(
      /^Only 2 % of \/var are left\.\n\nStatus: Pending\n[\s\S]*\n\nOpen alert: https:[^\n]*\nDashboard: https:\S*$/,
    );
    const long = described({ alert: anAlert({ details: 'x'.repeat(9_000) }) }, 1_000);
    expect(long).toHaveLength(1_000);
    expect(long).toContain('Dashboard: ');
    const { details: _details, ...without } = anAlert();
    expect(described({ alert: without }, 1_000)).toMatch(/^Status: Pending/);
    expect(described({ alert: anAlert() }, 100)).toMatch(/^Status: Pending/);
    const nowhere = { ...without, url: '', links: [] };
    expect(described({ alert: nowhere }, 1_000)).toMatch(/Z$/);
  });
});

describe('a document of Atlassian', () => {
  const said = (words: string, more = {}) => ({ type: 'text', text: words, ...more });
  it.each([
    ['one line', 'a', [{ type: 'paragraph', content: [said('a')] }]],
    ['nothing', '', [{ type: 'paragraph' }]],
    ['two lines', 'a\nb', [{ type: 'paragraph', content: [said('a'), { type: 'hardBreak' }, said('b')] }]],
    [
      'two paragraphs',
      'a\n\n\nb',
      [
        { type: 'paragraph', content: [said('a')] },
        { type: 'paragraph', content: [said('b')] },
      ],
    ],
    [
      'an address within',
      'see https://a.example/x now',
      [
        {
          type: 'paragraph',
          content: [
            said('see '),
            said('https://a.example/x', { marks: [{ type: 'link', attrs: { href: 'https://a.example/x' } }] }),
            said(' now'),
          ],
        },
      ],
    ],
  ])('%s', (_case, words, content) => {
    expect(adf(words)).toEqual({ type: 'doc', version: 1, content });
  });
});

describe('tickets', () => {
  it('are found by a mark of at most 50 characters', () => {
    const { alert, action } = factsFor('jira', { alert: anAlert({ id: Number.MAX_SAFE_INTEGER }) });
    expect(markOf({ alert, action })).toBe('tocsin-01j0000000000000000000act1-9007199254740991');
    expect(markOf({ alert, action })).toHaveLength(50);
  });

  it.each([
    ['Accepted by Ada', true],
    ['<p>Accepted<br/>by&nbsp;<b>Ada</b></p>', true],
    ['Accepted  by\r\nAda.', true],
    ['Accepted by Grace', false],
    ['', false],
    [5, false],
    [undefined, false],
  ])('take %j for a comment that is there: %s', (words, isSame) => {
    expect(saysSame([words], 'Accepted by Ada')).toBe(isSame);
    expect(saysSame(['other', words], 'Accepted by Ada')).toBe(isSame);
  });

  it('compare what was escaped there', () => {
    expect(saysSame(['It is &lt;the&gt; log<br/>&amp; more'], 'It is <the> log\n& more')).toBe(true);
  });
});

describe('templates', () => {
  it('are none where they say nothing or cannot be read', () => {
    for (const template of [undefined, null, '', '  ', '{{#x}}']) {
      expect(rendered(template, factsFor('email'))).toBeUndefined();
      expect(renderedBody(template, factsFor('webhook'))).toBeUndefined();
    }
  });

  it('put lists and objects into JSON as they are, and texts so that they stay within their quotes', () => {
    const alert = anAlert({ summary: 'a "b"\\', responders: ['A "x"'], customDetails: { n: null, list: ['"'] } });
    const body =
      '[{"s": "{{alertSummary}}", "r": {{responders}}, "c": {{alert.customDetails}}, "by": "{{by}}{{alert.severity}}"}]';
    expect(JSON.parse(renderedBody(body, factsFor('webhook', { alert })) ?? '')).toEqual([
      { s: alert.summary, r: ['A "x"'], c: { n: null, list: ['"'] }, by: '' },
    ]);
  });
});

describe('an attempt', () => {
  const endless = driver({
    type: 'aws_event_bridge',
    name: 'Endless',
    source: [],
    does: { first: '', update: '', end: '' },
    *steps() {
      for (;;) yield { kind: 'internal', does: 'reroute', escalationPolicyId: 1 };
    },
  });
  const facts = factsFor('aws_event_bridge');
  const taken = (times: number) => Array.from({ length: times }, () => ({ kind: 'taken' as const }));

  it('asks no more than a few times', () => {
    expect(mostRequests).toBe(8);
    expect(endless.next(facts, taken(7)).kind).toBe('ask');
    expect(endless.next(facts, taken(8))).toEqual({ kind: 'refused', why: 'the attempt has no end' });
  });

  it('ends where its steps end it, and breaks where they break', () => {
    const definition = {
      type: 'aws_event_bridge',
      name: '',
      source: [],
      does: { first: '', update: '', end: '' },
    } as const;
    const ended = driver({ ...definition, steps: () => end(refused('x'.repeat(400))) });
    expect(ended.next(facts, [])).toEqual({ kind: 'refused', why: `${'x'.repeat(299)}…` });
    const broken = driver({
      ...definition,
      steps: () => {
        throw new TypeError('a bug');
      },
    });
    expect(() => broken.next(facts, [])).toThrow('a bug');
  });

  it('keeps of what a target answers no more than an id, an address and a line without secrets', () => {
    const ending = (said: string, made: { reference?: string; url?: string }) =>
      driver({
        type: 'google_chat_bot',
        name: '',
        source: [],
        does: { first: '', update: '', end: '' },
        steps: () => end(done(said, made)),
      }).next(factsFor('google_chat_bot'), []);
    const made = { reference: 'r'.repeat(500), url: 'https://a.example/1' };
    expect(ending('made\nwith installed-token-1', made)).toEqual({ kind: 'done', said: 'made with •••', ...made });
    for (const url of ['javascript:alert(1)', 'https://', `https://a.example/${'x'.repeat(2_000)}`])
      expect(ending('made', { url })).toEqual({ kind: 'done', said: 'made' });
    expect(ending('made', { reference: 'r'.repeat(501) })).toEqual({
      kind: 'refused',
      why: 'what the answer names is no id',
    });
  });
});
