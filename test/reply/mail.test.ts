import { describe, expect, it } from 'vitest';
import { inboundMail, readInboundMail } from '../../functions/domain/reply/inbound-mail.ts';
import { isAuthentic } from '../../functions/domain/reply/mail-trust.ts';

const results = (value: string) => ({ key: 'authentication-results', value });
const ses = 'amazonses.com; spf=pass (spfCheck: domain of example.com designates 1.2.3.4) client-ip=1.2.3.4;';

describe('whether a mail is from where it says', () => {
  it.each([
    ['DKIM of its domain', [results(`${ses} dkim=pass header.i=@example.com;`)], true],
    ['DKIM of the domain above', [results(`${ses} dkim=pass header.d=example.com`)], true, 'ada@team.example.com'],
    ['DMARC', [results(`${ses} dkim=none; dmarc=pass header.from=example.com;`)], true],
    ['in any case', [results(`AMAZONSES.COM; DKIM=Pass header.i=@Example.com`)], true],
    ['SPF alone', [results(`${ses} dkim=none; dmarc=none`)], false],
    ['DKIM failed', [results(`${ses} dkim=fail header.i=@example.com; dmarc=fail header.from=example.com`)], false],
    ['DKIM of somebody else', [results(`${ses} dkim=pass header.i=@evil.example`)], false],
    ['DKIM of a name that only looks alike', [results(`${ses} dkim=pass header.i=@notexample.com`)], false],
    ['DKIM of a domain below', [results(`${ses} dkim=pass header.i=@evil.example.com`)], false],
    ['DKIM of a whole country', [results(`${ses} dkim=pass header.d=com`)], false],
    ['DMARC of somebody else', [results(`${ses} dmarc=pass header.from=evil.example`)], false],
    ['a comment that says pass', [results(`${ses} dkim=fail (dkim=pass header.i=@example.com)`)], false],
    ['DKIM of its domain failed alone', [results(`${ses} dkim=fail header.i=@example.com`)], false],
    ['what only ends like DKIM', [results(`${ses} x-dkim=pass header.i=@example.com`)], false],
    ['DKIM of nobody', [results(`${ses} dkim=pass`)], false],
    ['a word of the sender', [results('amazonses.com; spf=pass of="x; dkim=pass header.i=@example.com ;"')], false],
    ['DKIM of a person whose name has an at', [results(`${ses} dkim=pass header.i=a@b@example.com`)], true],
    ['a sender whose name has an at', [results(`${ses} dkim=pass header.d=example.com`)], true, '"a@b"@example.com'],
    ['a sender without a domain', [results(`${ses} dmarc=pass header.from=`)], false, 'ada@'],
    ['no result', [], false],
    ['a result of somebody else', [results('mx.evil.example; dkim=pass header.i=@example.com')], false],
    [
      'its own result below the one of SES',
      [results(`${ses} dkim=fail`), results(`${ses} dkim=pass header.i=@example.com`)],
      false,
    ],
    [
      'a foreign result above the one of SES',
      [results('evil; dkim=pass header.i=@example.com'), results(`${ses} dkim=pass header.i=@example.com`)],
      false,
    ],
    ['a server that only begins like SES', [results('amazonses.com.evil; dkim=pass header.i=@example.com')], false],
  ] as const)('%s', (_case, headers, expected, from: string = 'ada@example.com') => {
    expect(isAuthentic(headers, from)).toBe(expected);
  });
});

const mailWith = (headers: string, body: string) =>
  readInboundMail(Buffer.from(`${headers.trim()}\r\nMIME-Version: 1.0\r\n\r\n${body}`.replace(/\r?\n/g, '\r\n')));

const head = `Authentication-Results: ${ses} dkim=pass header.i=@example.com;
From: Ada <Ada@Example.com>
To: alert+abc@in.example.com`;

describe('an inbound mail', () => {
  it('names its sender and receivers in lower case', async () => {
    const mail = await mailWith(`${head}\nCc: Team: a@x.org, B@x.org;`, 'accept');
    expect(mail).toMatchObject({
      from: 'ada@example.com',
      to: ['alert+abc@in.example.com', 'a@x.org', 'b@x.org'],
      authentic: true,
      automatic: false,
      firstLine: 'accept',
    });
  });

  it.each([
    ['above the quotation', '\n\n  Resolve \n\n> accept\n', 'Resolve'],
    ['nothing but a quotation', '> accept\n> more', ''],
    ['an English attribution first', 'On Fri, 21 Nov 2026, Tocsin wrote:\n> accept', ''],
    ['a German attribution first', 'Am 21.11.2026 um 10:00 schrieb Tocsin:\n> accept', ''],
    ['a signature', '-- \naccept', ''],
    ['empty', '', ''],
  ])('is read by its first line: %s', async (_case, body, firstLine) => {
    expect((await mailWith(`${head}\nContent-Type: text/plain`, body)).firstLine).toBe(firstLine);
  });

  it('is read from HTML when it has no text', async () => {
    const html =
      '<html><head><style>p{}</style></head><body><p>&nbsp;</p><div>Accept<br>me</div><blockquote>resolve</blockquote></body></html>';
    expect((await mailWith(`${head}\nContent-Type: text/html`, html)).firstLine).toBe('Accept');
  });

  it.each([
    'Auto-Submitted: auto-replied',
    'Auto-Submitted: auto-generated; owner-email="x"',
    'Return-Path: <>',
    'Precedence: bulk',
    'X-Autoreply: yes',
    'List-Id: <list.example.com>',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
  ])("is a machine's: %s", async (header) => {
    expect((await mailWith(`${head}\n${header}`, 'accept')).automatic).toBe(true);
  });

  it("is a person's with Auto-Submitted: no", async () => {
    expect((await mailWith(`${head}\nAuto-Submitted: no`, 'accept')).automatic).toBe(false);
  });

  it('is from nobody when it names two senders, or none', async () => {
    expect((await mailWith(`${head}\nFrom: eve@example.com`, 'accept')).from).toBeUndefined();
    expect((await mailWith('Subject: x', 'accept')).from).toBeUndefined();
    expect((await mailWith('Subject: x', 'accept')).authentic).toBe(false);
  });
});

describe('a mail of a machine', () => {
  it.each([
    ['From: MAILER-DAEMON@example.com', true],
    ['From: postmaster@example.com', true],
    ['From: no-reply@example.com', true],
    ['From: noreply@example.com', true],
    ['From: ada.noreply@example.com', false],
    ['Precedence: junk', true],
    ['Precedence: list', true],
    ['Precedence: auto_reply', true],
    ['Precedence: first-class', false],
    ['Precedence: not-bulk', false],
    ['Precedence: bulk\nPrecedence: first-class', true],
    ['Precedence: first-class\nPrecedence: bulk', false],
    ['X-Precedence: bulk', false],
    ['X-Autorespond: yes', true],
    ['Auto-Submitted: NO', false],
    ['Auto-Submitted: no (by hand)', false],
    ['Return-Path: <ada@example.com>', false],
    ['Content-Type: text/plain; x=multipart/report', false],
  ])('says so: %s: %s', async (header, expected) => {
    const from = header.startsWith('From:') ? '' : 'From: ada@example.com\n';
    expect((await mailWith(`${from}${header}\nTo: a@in.example.com`, 'accept')).automatic).toBe(expected);
  });
});

describe('the words above the quotation', () => {
  const first = async (body: string, type = 'text/plain') =>
    (await mailWith(`${head}\nContent-Type: ${type}`, body)).firstLine;

  it.each([
    ['accept\n-- \nAda', 'accept'],
    ['-- \naccept', ''],
    ['- accept', '- accept'],
    ['a -- b', 'a -- b'],
    ['On Fri Ada wrote:\naccept', ''],
    ['on my way\naccept', 'on my way'],
    ['I wrote: accept', 'I wrote: accept'],
    ['on Friday Ada wrote: accept', 'on Friday Ada wrote: accept'],
    ['> accept', ''],
    ['a > b', 'a > b'],
  ])('of %j are %j', async (body, expected) => {
    expect(await first(body)).toBe(expected);
  });

  it('are at most 500 characters, looked for in the first twenty thousand', async () => {
    expect(await first('x'.repeat(900))).toHaveLength(500);
    expect(await first(`${'\n'.repeat(9_000)}accept`)).toBe('accept');
    expect(await first(`${'\n'.repeat(20_001)}accept`)).toBe('');
  });

  it.each([
    ['<head><title>no</title></head><p>accept</p>', 'accept'],
    ['<STYLE>p{}</STYLE>accept', 'accept'],
    ['<script>no</script>accept', 'accept'],
    ['<blockquote>no<blockquote>no</blockquote>no</blockquote>accept', 'accept'],
    ['<blockquote>no<style>no</style>no</blockquote>accept', 'accept'],
    ['accept<blockquote>no', 'accept'],
    ['<blockquote>nobody closes this', ''],
    ['<div></div><p>accept</p><p>no</p>', 'accept'],
    ['<ul><li>accept</li><li>no</li></ul>', 'accept'],
    ['<table><tr><td>accept</td></tr><tr><td>no</td></tr></table>', 'accept'],
    ['accept&nbsp;7', 'accept 7'],
    ['<b>acc</b>ept', 'accept'],
    ['Ada &amp; Grace', 'Ada & Grace'],
  ])('of the HTML %s are %j', async (html, expected) => {
    expect(await first(html, 'text/html')).toBe(expected);
  });

  it('are looked for in the first two hundred thousand characters of HTML', async () => {
    expect(await first(`<p>${' '.repeat(19_000)}</p>accept`, 'text/html')).toBe('accept');
    expect(await first(`${'<i></i>'.repeat(28_000)}accept`, 'text/html')).toBe('accept');
    expect(await first(`${'<i></i>'.repeat(29_000)}accept`, 'text/html')).toBe('');
  });
});

describe('the people of a mail', () => {
  it('are everybody it was sent to, also in groups, also where only the envelope says so', async () => {
    const mail = await mailWith(
      'From:  ADA@example.com\nTo: A@x.org, Team: B@x.org;, undisclosed:;\nCc: c@x.org\nDelivered-To: Alert+X@in.example.com',
      'accept',
    );
    expect(mail.from).toBe('ada@example.com');
    expect(mail.to).toEqual(['a@x.org', 'b@x.org', 'c@x.org', 'alert+x@in.example.com']);
  });

  it('are trimmed, and none of them is empty', () => {
    const to = [' A@x.org ', ' '].map((address) => ({ name: '', address }));
    expect(inboundMail({ headers: [], to, deliveredTo: ' B@x.org\n' }).to).toEqual(['a@x.org', 'b@x.org']);
  });

  it('are nobody when there is no address', async () => {
    expect((await mailWith('From: Ada\nTo: a@x.org', 'accept')).from).toBeUndefined();
  });
});
