import { describe, expect, it } from 'vitest';
import { readInboundMail } from '../../functions/domain/reply/inbound-mail.ts';
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
