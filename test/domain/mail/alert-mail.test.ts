import { describe, expect, it } from 'vitest';
import { alertMail, titleOfMail } from '../../../functions/domain/mail/alert-mail.ts';
import { parseMail } from '../../../functions/domain/mail/parse-mail.ts';

const read = async (head: string, body = '') =>
  alertMail(await parseMail(Buffer.from(`${head.trim()}\n\n${body}`.replace(/\r?\n/g, '\r\n'))));

const plain = `From: Nagios <nagios@mon.example.com>
To: Ops <ops@in.example.com>, second@in.example.com
Cc: Team: a@x.example, B@x.example;
Message-ID: <42@mon.example.com>
Date: Mon, 02 Mar 2026 10:00:00 +0000
Subject: =?UTF-8?B?ZGIxIMO8YmVybGFzdGV0?=`;

describe('a mail to an alert source', () => {
  it('says its parts as conditions see them, addresses as they are written', async () => {
    expect(await read(plain, 'load is 42\n')).toMatchObject({
      subject: 'db1 überlastet',
      body: 'load is 42',
      from: 'Nagios <nagios@mon.example.com>',
      to: 'Ops <ops@in.example.com>, second@in.example.com',
      cc: 'a@x.example, B@x.example',
      bcc: '',
      messageId: '<42@mon.example.com>',
      date: '2026-03-02T10:00:00.000Z',
      isNoAlert: undefined,
    });
  });

  it.each([
    ['To', 'To: Ops <OPS@in.example.com>'],
    ['Cc', 'To: x@y.example\nCc: ops@in.example.com'],
    ['Bcc', 'To: x@y.example\nBcc: ops@in.example.com'],
    [
      'Delivered-To, whichever of several',
      'To: x@y.example\nDelivered-To: list@y.example\nDelivered-To: ops@in.example.com',
    ],
    [
      'the envelope',
      'Received: from m.y.example by inbound-smtp.eu-central-1.amazonaws.com with SMTP id 1x\n for ops@in.example.com; Mon, 02 Mar 2026 10:00:00 +0000\nTo: x@y.example',
    ],
  ])('came to whom %s names', async (_where, head) => {
    expect((await read(head)).recipients).toContain('ops@in.example.com');
  });

  it('came to nobody whom only an earlier server names', async () => {
    const head =
      'Received: by b.example for x@y.example; now\nReceived: by a.example for ops@in.example.com; now\nTo: z@y.example';
    expect((await read(head)).recipients).toEqual(['x@y.example', 'z@y.example']);
  });

  it.each([
    ['an absence note', 'Auto-Submitted: auto-replied', 'an automatic answer'],
    ['an absence note of an old system', 'X-Autoreply: yes', 'an automatic answer'],
    ['a bounce', 'Return-Path: <>', 'a report about a mail'],
    ['a delivery report', 'Content-Type: multipart/report; boundary=x', 'a report about a mail'],
    ['what cron generates', 'Auto-Submitted: auto-generated', undefined],
    ['bulk mail', 'Precedence: bulk', undefined],
    ['a mailing list', 'List-Id: <ops.example.com>', undefined],
    ['a sender without an address for answers', 'From: no-reply@example.com', undefined],
  ])('%s', async (_what, header, expected) => {
    expect((await read(`${header}\nTo: ops@in.example.com`, 'text')).isNoAlert).toBe(expected);
  });

  it('is readable when it is HTML alone, and without its quoted mails', async () => {
    const html =
      '<html><head><style>p{}</style></head><body><h1>CPU &gt; 90&#37;</h1><table><tr><td>host</td><td>db1</td></tr></table><blockquote>old</blockquote></body></html>';
    const { body } = await read('To: ops@in.example.com\nContent-Type: text/html; charset=utf-8', html);
    expect(body.split(/\n+/).map((line) => line.trim())).toEqual(['CPU > 90%', 'host db1']);
  });

  it('has its head read when its parts cannot be', async () => {
    const nested = Array.from(
      { length: 60 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}`,
    ).join('\n');
    const mail = await read(`To: ops@in.example.com\nSubject: down\n${nested}`, 'x');
    expect(mail).toMatchObject({ subject: 'down', recipients: ['ops@in.example.com'] });
  });

  it.each([
    [
      'ten thousand parts',
      `Content-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: text/plain\n\nx\n'.repeat(10_000)}--b--`,
    ],
    ['endless headers', `${Array.from({ length: 20_000 }, (_, at) => `X-H${at}: ${'v'.repeat(60)}`).join('\n')}`],
    ['a header that does not end', `Subject: ${'x'.repeat(1_000_000)}`],
    ['nothing but zeros', '\0'.repeat(100_000)],
    ['tags that nobody closes', `Content-Type: text/html\n\n${'<blockquote>'.repeat(20_000)}`],
  ])('is read in little time: %s', async (_what, text) => {
    const began = process.cpuUsage();
    const mail = await read(`To: ops@in.example.com\n${text}`);
    const { user } = process.cpuUsage(began);
    expect(typeof titleOfMail(mail)).toBe('string');
    expect(user / 1e6).toBeLessThan(3);
  });
});

describe('the title of a mail', () => {
  const mail = (subject: string, body: string, from = '') => titleOfMail({ subject, body, from });
  it.each([
    ['its subject', mail('db1 is down', 'x'), 'db1 is down'],
    ['its first line', mail('', '\n\n disk full \nmore'), 'disk full'],
    ['neither a quoted mail', mail('', '> old', 'a@b.example'), 'E-mail from a@b.example'],
    ['nor a signature', mail('', '-- \nBob', 'a@b.example'), 'E-mail from a@b.example'],
    ['nothing at all', mail('', ''), 'E-mail from an unnamed sender'],
  ])('%s', (_what, found, expected) => expect(found).toBe(expected));
});
