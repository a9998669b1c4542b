import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../../functions/domain/errors.ts';
import { timestampIn } from '../../../functions/integrations/deployments/own-form.ts';
import { readPipelineMessage } from '../../../functions/integrations/deployments/read-message.ts';
import { at } from '../../support/factories.ts';

const now = at('2026-03-29T02:00:00Z');
const read = (body: Record<string, unknown>, headers: Record<string, string> = {}) => {
  const reading = readPipelineMessage('API', { headers, body, now });
  if (reading.kind === 'none') throw new Error(reading.why);
  return reading.reported;
};
const refused = (run: () => unknown): [string, string] => {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidInputError) return [error.field, error.message];
    throw error;
  }
  throw new Error('it was taken');
};

describe('when a deployment was', () => {
  const seconds = Date.parse('2026-03-29T01:30:00Z') / 1000;
  it.each<[string, unknown, string | undefined]>([
    ['not said', undefined, undefined],
    ['null', null, undefined],
    ['an empty text', '', undefined],
    ['seconds', seconds, '2026-03-29T01:30:00.000Z'],
    ['parts of a second', seconds + 0.25, '2026-03-29T01:30:00.250Z'],
    ['milliseconds', seconds * 1000 + 7, '2026-03-29T01:30:00.007Z'],
    ['seconds as text', String(seconds), '2026-03-29T01:30:00.000Z'],
    ['milliseconds as text', ` ${seconds * 1000} `, '2026-03-29T01:30:00.000Z'],
    ['ISO', '2026-03-29T01:30:00Z', '2026-03-29T01:30:00.000Z'],
    ['ISO without seconds', '2026-03-29T01:30Z', '2026-03-29T01:30:00.000Z'],
    // 02:30 does not exist on that night in Berlin; with an offset it does.
    ['an hour that clocks leave out', '2026-03-29T02:30:00+01:00', '2026-03-29T01:30:00.000Z'],
    ['an offset without colon', '2026-03-28T20:30:00-0500', '2026-03-29T01:30:00.000Z'],
    ['ten minutes ahead', '2026-03-29T02:10:00Z', '2026-03-29T02:10:00.000Z'],
    ['thirty days ago', '2026-02-27T02:00:00Z', '2026-02-27T02:00:00.000Z'],
  ])('%s', (_name, value, instant) => expect(timestampIn(value, now)).toBe(instant));

  it.each<[string, unknown, string]>([
    ['text that is no time', 'yesterday', 'must be seconds'],
    ['a time without a zone', '2026-03-29T01:30:00', 'must be seconds'],
    ['a day', '2026-03-29', 'must be seconds'],
    ['no day', '2026-02-30T00:00:00+00:99', 'must be seconds'],
    ['an object', {}, 'must be seconds'],
    ['a list', [seconds], 'must be seconds'],
    ['true', true, 'must be seconds'],
    ['less than nothing', -1, 'must be seconds'],
    ['beyond all dates', 1e300, 'must be seconds'],
    ['digits without end', '9'.repeat(40), 'must be seconds'],
    ['the year 10000', 253_402_300_800_000, 'must be seconds'],
    ['the year 5000', seconds * 30, 'is in the future'],
    ['eleven minutes ahead', '2026-03-29T02:11:00Z', 'is in the future'],
    ['1970', 0, 'more than 30 days ago'],
    ['31 days ago', '2026-02-26T01:59:59Z', 'more than 30 days ago'],
    ['microseconds', seconds * 1_000_000, 'must be seconds'],
  ])('is refused as %s', (_name, value, why) => {
    const [field, message] = refused(() => timestampIn(value, now));
    expect([field, message]).toEqual(['timestamp', expect.stringContaining(why)]);
  });
});

describe('a deployment in our own form', () => {
  it('is taken with all of its members', () => {
    const links = [{ href: 'https://ci.example.com/1', text: 'Build' }, { href: 'http://x.example.com' }];
    expect(
      read(
        {
          summary: '  shop\n2.4.1  ',
          timestamp: '2026-03-29T01:59:00Z',
          userEmail: 'Ada@Example.com',
          links,
          customDetails: { a: { b: [1] } },
          unknown: 1,
        },
        { 'idempotency-key': ' build-17 ' },
      ),
    ).toEqual({
      at: '2026-03-29T01:59:00.000Z',
      summary: 'shop 2.4.1',
      userEmail: 'ada@example.com',
      links,
      customDetails: { a: { b: [1] } },
      delivery: 'build-17',
    });
  });

  it('is taken with no more than a summary, and fillers', () => {
    const fillers = { timestamp: null, userEmail: '', links: null, customDetails: null };
    expect(read({ summary: 'x', ...fillers }, { 'idempotency-key': '' })).toEqual({ summary: 'x' });
  });

  it('has a summary that is one line of at most 255 bytes', () => {
    const { summary } = read({ summary: 'ü'.repeat(300) });
    expect([Buffer.byteLength(summary) <= 255, summary.endsWith('…')]).toEqual([true, true]);
    expect(read({ summary: 'a\u0000b\ud800c' }).summary).toBe('ab\ufffdc');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['no summary', {}, 'summary'],
    ['an empty summary', { summary: ' ' }, 'summary'],
    ['a summary that is a number', { summary: 7 }, 'summary'],
    ['an endless summary', { summary: 'x'.repeat(10_001) }, 'summary'],
    ['a time that is none', { summary: 'x', timestamp: 'now' }, 'timestamp'],
    ['an address that is none', { summary: 'x', userEmail: 'ada' }, 'userEmail'],
    ['an address that is an object', { summary: 'x', userEmail: {} }, 'userEmail'],
    ['links that are none', { summary: 'x', links: 'https://x' }, 'links'],
    ['a link that is a text', { summary: 'x', links: ['https://x'] }, 'links[0]'],
    ['a link to nowhere', { summary: 'x', links: [{ href: 'https://a.example' }, {}] }, 'links[1].href'],
    ['a link that runs', { summary: 'x', links: [{ href: 'javascript:alert(1)' }] }, 'links[0].href'],
    ['an endless link', { summary: 'x', links: [{ href: `https://x/${'x'.repeat(2000)}` }] }, 'links[0].href'],
    ['a link with no text', { summary: 'x', links: [{ href: 'https://a.example', text: 1 }] }, 'links[0].text'],
    ['too many links', { summary: 'x', links: Array.from({ length: 21 }, () => ({ href: 'https://a.x' })) }, 'links'],
    ['details that are a list', { summary: 'x', customDetails: [] }, 'customDetails'],
    ['details that are too large', { summary: 'x', customDetails: { a: 'x'.repeat(16_000) } }, 'customDetails'],
  ])('is refused with %s', (_name, body, field) => expect(refused(() => read(body))[0]).toBe(field));
});
