import { describe, expect, it } from 'vitest';
import { alertMail, titleOfMail } from '../../../functions/domain/mail/alert-mail.ts';
import { mailEvent } from '../../../functions/domain/mail/mail-event.ts';
import { type ParsedMail, parseMail } from '../../../functions/domain/mail/parse-mail.ts';
import { firstLineOf, readableText, textOfHtml } from '../../../functions/domain/mail/readable-text.ts';

const x = (count: number) => 'x'.repeat(count);

describe('what a reader sees of HTML', () => {
  it.each([
    ['a<br>b<BR/>c', 'a\nb\nc'],
    ['<p>a</p>b', 'a\nb'],
    ['<div>a</div><ul><li>b</li></ul><h2>c</h2>', 'a\nb\nc\n'],
    ['<tr><th>a</th><td>b</td></tr>', 'a b \n'],
    ['a<b class="x">b</b>', 'ab'],
    ['<script>x</script>a<style>y</style>', '\na\n'],
    ['a<blockquote>b<blockquote>c</blockquote>d</blockquote>e', 'a\ne'],
    ['a<style><script></style>b</script>c', 'a\nb\nc'],
    ['a</style>b', 'a\nb'],
    ['a<STYLE>x</style>b', 'a\nb'],
    ['a<blockquote>b', 'a\n'],
    ['&lt;a&gt; &amp;&nbsp;&quot;&APOS;', '<a> & "\''],
    ['&#65;&#x41;&#X1F600;', 'AA😀'],
    ['&#0;&#x0;&#1114112;&#x110000;&#1114111;', '&#0;&#x0;&#1114112;&#x110000;\u{10ffff}'],
    ['&#xd800;', '�'],
    ['&xlt;&euro;&zz;', '&xlt;&euro;&zz;'],
    ['&#1;&#x1;', '\u0001\u0001'],
  ])('%j is %j', (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });

  it('is of its first 200,000 characters', () => {
    expect(textOfHtml(`${x(199_999)}ab`)).toBe(`${x(199_999)}a`);
  });
});

describe('the readable text of a mail', () => {
  it.each([
    [{ text: ' a ', html: 'b' }, ' a '],
    [{ text: ' \n', html: 'b' }, 'b'],
    [{ text: ' ' }, ' '],
    [{}, ''],
    [{ html: '<p>b' }, 'b'],
  ])('of %j is %j', (mail, text) => {
    expect(readableText(mail)).toBe(text);
  });

  it.each([
    ['\r\n  a \r\nb', 'a'],
    [x(501), x(500)],
    ['On Monday Ada wrote:', ''],
    ['am Montag schrieb Ada <a@b.example>:', ''],
    ['Then on Monday Ada wrote:', 'Then on Monday Ada wrote:'],
    ['On Monday Ada wrote: x', 'On Monday Ada wrote: x'],
    ['> a', ''],
    ['a > b', 'a > b'],
    ['--', ''],
    ['- a', '- a'],
    ['a -- b', 'a -- b'],
    [`${'\n'.repeat(19_999)}ab`, 'a'],
    ['', ''],
  ])('begins %j with %j', (text, line) => {
    expect(firstLineOf(text)).toBe(line);
  });
});

const mail = (facts: Partial<ParsedMail> = {}): ParsedMail => ({ headers: [], ...facts });
const headers = (...all: readonly [string, string][]) =>
  all.map(([key, value]) => ({ key, value, originalKey: key })) as ParsedMail['headers'];

describe('what matters of a mail', () => {
  it('is trimmed, and empty where it is not there', () => {
    expect(alertMail(mail({ subject: ' Down ', text: ' x\n' }))).toMatchObject({ subject: 'Down', body: 'x' });
    expect(alertMail(mail())).toEqual({
      subject: '',
      body: '',
      from: '',
      to: '',
      cc: '',
      bcc: '',
      messageId: undefined,
      date: undefined,
      recipients: [],
      isNoAlert: undefined,
    });
  });

  it('names everybody as they are written', () => {
    const to = [
      { name: 'Ada', address: 'a@x.example' },
      { name: '', address: 'b@x.example' },
      { name: 'Team', group: [{ name: 'C', address: 'C@x.example' }] },
      { name: 'Nobody' },
    ] as unknown as ParsedMail['to'];
    const read = alertMail(mail({ to, deliveredTo: ' D@x.example ' }));
    expect(read.to).toBe('Ada <a@x.example>, b@x.example, C <C@x.example>, Nobody');
    expect(read.recipients).toEqual([
      'a@x.example',
      'b@x.example',
      'c@x.example',
      'C@x.example',
      'd@x.example',
      'D@x.example',
    ]);
  });

  it.each([
    ['from a by b for <Ops@in.example>; now', ['ops@in.example', 'Ops@in.example']],
    ['from a by b FOR ops@in.example', ['ops@in.example']],
    ['from a by bfor ops@in.example;', []],
    ['from a by b for ops and more', []],
    [`${x(3980)} for o@in.example; now`, ['o@in.example']],
    [`${x(4000)} for o@in.example; now`, []],
    [`by b for ${x(309)}@in.example;`, [`${x(309)}@in.example`]],
    [`by b for ${x(311)}@in.example;`, []],
  ])('came to whom the envelope names: %s', (received, recipients) => {
    expect(alertMail(mail({ headers: headers(['received', received]) })).recipients).toEqual(recipients);
  });

  it.each([
    [['return-path', ' <> '], 'a report about a mail'],
    [['return-path', '<a@b>'], undefined],
    [['content-type', ' Multipart/Report; x'], 'a report about a mail'],
    [['content-type', 'multipart/reports'], undefined],
    [['content-type', 'x multipart/report'], undefined],
    [['auto-submitted', 'Auto-Replied (vacation)'], 'an automatic answer'],
    [['auto-submitted', 'not auto-replied'], undefined],
    [['x-autoreply', ''], 'an automatic answer'],
    [['x-autorespond', 'x'], 'an automatic answer'],
  ] as const)('is no alert by %j: %s', ([key, value], isNoAlert) => {
    const all = headers(['subject', 'x'], [key, value], ['subject', 'y']);
    expect(alertMail(mail({ headers: all })).isNoAlert).toBe(isNoAlert);
  });

  it('is called by its sender where it says nothing', () => {
    expect(titleOfMail({ subject: '', body: '--', from: 'a@b' })).toBe('E-mail from a@b');
    expect(titleOfMail({ subject: '', body: 'b', from: 'a@b' })).toBe('b');
  });
});

describe('a mail whose parts cannot be read', () => {
  const nested = Array.from(
    { length: 30 },
    (_, depth) => `--b${depth}\nContent-Type: multipart/mixed; boundary=b${depth + 1}\n\n`,
  );
  const read = (...lines: readonly string[]) => parseMail(Buffer.from([...lines, '', ...nested, 'x'].join('\r\n')));
  const keysOf = ({ headers: all }: ParsedMail) => all.map(({ key, value }) => `${key}: ${value}`);

  it('has its head, without what says how to read the parts, wherever that stands', async () => {
    const folded = ['Content-Type: multipart/mixed;', ' boundary=b0'];
    for (const lines of [
      [...folded, 'To: a@x.example', 'Subject: Down'],
      ['To: a@x.example', ...folded, 'Subject: Down'],
      ['To: a@x.example', 'Subject: Down', ...folded],
    ]) {
      const found = await read(...lines);
      expect(found).toMatchObject({ isHeadOnly: true, subject: 'Down' });
      expect(keysOf(found).sort()).toEqual(['subject: Down', 'to: a@x.example']);
    }
  });

  it('keeps other lines that go on', async () => {
    const found = await read(
      'X-Content-Type: a',
      '\tb',
      'Content-Type: multipart/mixed; boundary=b0',
      'Subject: Down',
      ' again',
    );
    expect(found).toMatchObject({ isHeadOnly: true, subject: 'Down again' });
    expect(keysOf(found)).toHaveLength(2);
  });

  it('keeps a first line that goes on with nothing', async () => {
    expect(keysOf(await read('To: a@x.example', 'Subject: Down'))).toHaveLength(2);
    const found = await read(
      ' goes on',
      'To: a@x.example',
      'Content-Type: multipart/mixed; boundary=b0',
      'Subject: Down',
    );
    expect(found).toMatchObject({ isHeadOnly: true, subject: 'Down' });
  });

  it('leaves out all lines of what says how to read the parts', async () => {
    const found = await read(
      'Subject: Down',
      'Content-Type: multipart/mixed; boundary=b0;',
      ...Array(150).fill('\ta=b;'),
    );
    expect(keysOf(found)).toEqual(['subject: Down']);
  });

  it('has its first 256 KB of head', async () => {
    const pad = (name: string, length: number) => `${name}: ${x(length)}`;
    const type = 'Content-Type: multipart/mixed; boundary=b0';
    const found = await read(type, pad('X-A', 200_000), 'Subject: Down', pad('X-B', 80_000), 'X-C: beyond');
    expect(found.subject).toBe('Down');
    expect(keysOf(found)).not.toContain('x-c: beyond');
  });

  it('says that of a mail whose parts can be read nothing is left out', async () => {
    expect(await parseMail(Buffer.from('Subject: Down\r\n\r\nbody'))).not.toHaveProperty('isHeadOnly');
  });
});

describe('the rules of a legacy source', () => {
  const has = (value: string) => ({ field: 'EMAIL_SUBJECT', criteria: 'CONTAINS_STRING', value });
  const event = (subject: string, extras: object, alertCreation = 'ONE_ALERT_PER_EMAIL') =>
    mailEvent({ extras: { ...extras }, alertCreation }, alertMail(mail({ subject })));
  const both = [has('a'), has('b')];

  it.each([
    [{ emailFiltered: true, emailPredicates: both }, 'a', false],
    [{ emailFiltered: true, emailPredicates: both }, 'a b', true],
    [{ emailFiltered: true, emailPredicates: both, filterOperator: 'OR' }, 'a', true],
    [{ emailFiltered: true, emailPredicates: both, filterOperator: 'AND' }, 'a', false],
    [{ emailFiltered: true, emailPredicates: both, filterOperator: null }, 'a', false],
    [{ emailFiltered: true, emailPredicates: both, resolveFilterOperator: 'OR' }, 'a', false],
    [{ emailFiltered: true, emailPredicates: null }, 'c', true],
    [{ emailFiltered: true }, 'c', true],
    [{ emailPredicates: both }, 'c', true],
  ])('%j let %j open: %s', (extras, subject, opens) => {
    expect('note' in event(subject, extras)).toBe(!opens);
  });

  const resolveKeyExtractor = { field: 'EMAIL_SUBJECT', criteria: 'ALL_TEXT_AFTER', value: '#' };
  const resolving = { emailResolveFiltered: true, emailResolvePredicates: both, resolveKeyExtractor };
  it.each([
    [resolving, 'a #1', 'ALERT'],
    [resolving, 'a b #1', 'RESOLVE'],
    [{ ...resolving, resolveFilterOperator: 'OR' }, 'a #1', 'RESOLVE'],
    [{ ...resolving, resolveFilterOperator: 'AND' }, 'a #1', 'ALERT'],
    [{ ...resolving, filterOperator: 'OR' }, 'a #1', 'ALERT'],
    [{ ...resolving, emailResolveFiltered: false }, 'a b #1', 'ALERT'],
    [{ ...resolving, emailResolvePredicates: [] }, 'a b #1', 'ALERT'],
    [{ ...resolving, emailResolvePredicates: null }, 'a b #1', 'ALERT'],
  ])('%j make %j a %s', (extras, subject, eventType) => {
    expect(event(subject, extras).event).toMatchObject({ eventType, alertKey: '1' });
  });

  it('drop what has no key only where the source opens by keys', () => {
    const opening = 'OPEN_RESOLVE_ON_EXTRACTION';
    expect(event('c', { resolveKeyExtractor }, opening)).toEqual({ note: 'dropped: no key is found in it' });
    expect(event('c', {}, opening).event).toMatchObject({ eventType: 'ALERT' });
    expect(event('c', {}, opening).event).not.toHaveProperty('alertKey');
    expect(event('c', {}).event).not.toHaveProperty('details');
  });
});
