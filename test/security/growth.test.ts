import { describe, expect, it } from 'vitest';
import { readCalendar } from '../../functions/domain/calendar/read-calendar.ts';
import { readCommand } from '../../functions/domain/reply/command.ts';
import { readInboundMail } from '../../functions/domain/reply/inbound-mail.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { parseBody } from '../../functions/integrations/body.ts';
import { boundedEvent } from '../../functions/integrations/bounds.ts';
import { allIntegrations } from '../../functions/integrations/catalogue.ts';
import { parseJsonBody } from '../../functions/platform/json-body.ts';
import { manyLines, oneLine } from '../../functions/render/plain.ts';
import { pageSms } from '../../functions/render/sms.ts';
import { pageCall } from '../../functions/render/voice.ts';
import { readNumber } from '../../functions/usecases/contact/phone-number.ts';
import { UserInput } from '../../functions/usecases/user/inputs.ts';
import { anAlert } from '../support/factories.ts';

/** Milliseconds of this process alone: what other processes do is not counted. */
async function cost(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The least of some runs: what the machine did besides is in none of them, or in all. */
async function leastCost(work: () => unknown): Promise<number> {
  const costs: number[] = [];
  for (let run = 0; run < 4; run++) costs.push(await cost(work));
  return Math.max(Math.min(...costs), 1);
}

/** What takes less is as good as nothing, and too short to be compared. */
const negligible = 80;

/**
 * Eight times the input may cost eight times as much, and some more where memory has to be had for it; what grows with the
 * square of its input costs 64 times as much.
 */
async function expectInProportion(work: (size: number) => unknown, size: number): Promise<void> {
  if ((await cost(() => work(size))) < negligible) return;
  const whole = await leastCost(() => work(size));
  if (whole < negligible) return;
  expect(whole / (await leastCost(() => work(size / 8)))).toBeLessThan(32);
}

/** Strings that make careless patterns try everything: one sign again and again, and at the end one that fits nothing. */
const repeated = [
  ' ',
  '\r\n',
  'a',
  '.',
  '@',
  '"',
  '(',
  '<',
  '<style>',
  '=',
  '{',
  '[1,',
  'http://',
  '\ufffd',
  '=?utf-8?q?',
];

const times = (text: string, size: number) => `${text.repeat(Math.ceil(size / text.length))}!`;

describe('grows with its input and not with its square', () => {
  const bytes = 16_000;

  it('an event of any tool, as text, as a form, and as every member of an object', async () => {
    const integrations = await allIntegrations();
    const read = (raw: string) => {
      const parsed = parseBody(raw);
      if (!('value' in parsed)) return;
      for (const integration of integrations) {
        try {
          for (const event of integration.read({ headers: {}, query: {}, body: parsed.value }).events)
            boundedEvent(event);
        } catch (error) {
          if (!(error instanceof Error) || error.name !== 'InvalidInputError') throw error;
        }
      }
    };
    for (const text of repeated) {
      await expectInProportion((size) => read(times(text, size)), bytes);
      await expectInProportion((size) => read(`payload=${encodeURIComponent(times(text, size))}`), bytes);
      const bodyOf = (value: string) =>
        JSON.stringify({
          title: value,
          message: value,
          state: value,
          tags: value,
          status: 'firing',
          Type: 'Notification',
          TopicArn: value,
          Message: value,
        });
      await expectInProportion((size) => read(bodyOf(times(text, size / 8))), bytes);
    }
  });

  it('an inbound mail: its headers and its HTML', async () => {
    const mail = (headers: string, body = '') => readInboundMail(Buffer.from(`${headers}\r\n\r\n${body}`));
    for (const text of ['"', '(', '@', 'a:', '=?utf-8?q?'])
      await expectInProportion((size) => mail(`From: ${times(text, size)}\r\nTo: ${times(text, size)}`), bytes);
    for (const text of ['<', '<a ', '<style>', '<blockquote><script>', '&'])
      await expectInProportion(
        (size) => mail('From: a@b.example\r\nContent-Type: text/html', times(text, size * 4)),
        bytes,
      );
  });

  it('a calendar', async () => {
    const window = {
      timezone: 'Europe/Berlin',
      from: '2026-03-02T00:00:00.000Z' as Instant,
      until: '2026-09-02T00:00:00.000Z' as Instant,
    };
    const read = (text: string) => readCalendar(`BEGIN:VCALENDAR\r\n${text}END:VCALENDAR\r\n`, window);
    const entry = (more: string) =>
      `BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260301T000000Z\r\nDTEND:20260301T000001Z\r\n${more}\r\nEND:VEVENT\r\n`;
    const some = (size: number, text: (index: number) => string) =>
      Array.from({ length: size }, (_, index) => text(index)).join('');
    const shapes: ((size: number) => string)[] = [
      (size) => some(size, () => entry('SUMMARY:a')),
      (size) => some(size, () => entry('RECURRENCE-ID:20260101T000000Z')),
      (size) => some(size, (index) => entry(`RRULE:FREQ=DAILY;COUNT=2;INTERVAL=${index + 1}`)),
      (size) =>
        some(Math.min(size, 400), () => entry('RRULE:FREQ=YEARLY;COUNT=1')) +
        some(size, () => entry('RECURRENCE-ID:20260101T000000Z')),
      (size) => entry('no line at all\r\n'.repeat(size)),
      (size) => entry('BEGIN:VALARM\r\n'.repeat(size)),
      (size) => `BEGIN:X\r\nBEGIN:Y\r\n${'BEGIN:Z\r\nEND:Y\r\n'.repeat(size)}`,
      (size) => entry(`DTSTART;${'TZID=a:"b;'.repeat(size)}:20260301T000000`),
      (size) => entry(`EXDATE:${'20260101T000000Z,'.repeat(size)}20260101T000000Z`),
      (size) => entry(`RDATE:${'20200101T000000Z,'.repeat(size)}20200101T000000Z`),
      (size) => `X${';A="b"'.repeat(size * 4)}:x\r\n`,
      (size) => `X:${'a\r\n '.repeat(size * 8)}\r\n`,
      (size) => 'BEGIN:X\r\n'.repeat(size) + 'END:X\r\n'.repeat(size),
      (size) => 'BEGIN:VEVENT\r\n'.repeat(size),
      (size) =>
        `BEGIN:VTIMEZONE\r\nTZID:X\r\n${some(size, () => 'BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=3\r\nEND:STANDARD\r\n')}END:VTIMEZONE\r\n${entry('X:1').replace('DTSTART', 'DTSTART;TZID=X')}`,
    ];
    for (const shape of shapes) await expectInProportion((size) => read(shape(size)), 480);
  });

  it('words: messages, commands, addresses, numbers', async () => {
    for (const text of repeated) {
      await expectInProportion((size) => oneLine(times(text, size), 200), bytes);
      await expectInProportion((size) => manyLines(times(text, size), 4_000), bytes);
      await expectInProportion((size) => readCommand(times(text, size)), bytes);
      await expectInProportion(
        (size) =>
          UserInput.safeParse({
            email: times(text, size),
            firstName: times(text, size),
            lastName: 'x',
            timezone: times(text, size),
          }),
        bytes,
      );
      await expectInProportion((size) => pageSms(anAlert({ summary: times(text, size) }), { code: 1 }, 'en'), bytes);
      await expectInProportion(
        (size) => pageCall(anAlert({ summary: times(text, size) }), { keys: true }, 'en'),
        bytes,
      );
      await expectInProportion(
        (size) => readNumber(times(text, size).slice(0, 40), 'DE', undefined).catch(() => undefined),
        40,
      );
    }
  });

  it('JSON of the API', async () => {
    const shapes: ((size: number) => string)[] = [
      (size) => `[${'1,'.repeat(size)}1]`,
      (size) => `{${Array.from({ length: size / 4 }, (_, index) => `"a${index}":1`).join(',')}}`,
      (size) => `${'['.repeat(size)}${']'.repeat(size)}`,
      (size) => '{"a":'.repeat(size / 4),
      (size) => `"${'\\u0000'.repeat(size / 4)}"`,
      (size) => `[${'{"a":[{"b":[]}]},'.repeat(size / 16)}1]`,
    ];
    for (const shape of shapes)
      await expectInProportion((size) => {
        try {
          parseJsonBody(shape(size));
        } catch (error) {
          expect((error as Error).name).toMatch(/InvalidInputError|DomainError/);
        }
      }, 64_000);
  });
});
