import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../functions/domain/errors.ts';
import { alertKeyOf, NormalisedEvent } from '../../functions/domain/event/event.ts';
import type { Reading } from '../../functions/integrations/adapter.ts';
import { parseBody } from '../../functions/integrations/body.ts';
import { boundedEvent, bounds } from '../../functions/integrations/bounds.ts';
import { expectedOf, integrations, sampledTools, sampleText } from './fixtures.ts';

const samples: readonly unknown[] = sampledTools.flatMap((tool) =>
  Object.keys(expectedOf(tool)).map((file) => JSON.parse(sampleText(tool, file))),
);

/** A sample in which some values, anywhere, are replaced by something else. */
const damagedSample = fc
  .tuple(fc.constantFrom(...samples), fc.array(fc.jsonValue(), { minLength: 1, maxLength: 8 }), fc.integer())
  .map(([sample, replacements, seed]) => {
    let state = Math.abs(seed) + 1;
    const chance = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const damage = (value: unknown): unknown => {
      if (chance() < 0.12) return replacements[Math.floor(chance() * replacements.length)];
      if (Array.isArray(value)) return value.map(damage);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, damage(member)]));
    };
    return damage(sample);
  });

const anyBody = fc.oneof(damagedSample, fc.jsonValue({ maxDepth: 6 }), fc.string({ unit: 'binary' }));

function expectValid(reading: Reading): void {
  if (reading.events.length === 0) expect(reading.note).toBeTruthy();
  for (const event of reading.events) {
    const bounded = boundedEvent(event);
    expect(NormalisedEvent.parse(bounded)).toEqual(bounded);
    if (bounded.eventType === 'ALERT') expect(bounded.summary?.trim()).toBeTruthy();
    expect(bounded.summary?.length ?? 0).toBeLessThanOrEqual(bounds.summary);
    expect(Buffer.byteLength(JSON.stringify(bounded))).toBeLessThan(250_000);
  }
}

describe.each(integrations)('$slug', ({ slug, read }) => {
  it('makes valid events of whatever comes, and never throws', () => {
    fc.assert(
      fc.property(anyBody, (value) => {
        const parsed = parseBody(typeof value === 'string' ? value : JSON.stringify(value));
        if (!('value' in parsed)) return;
        try {
          expectValid(read({ headers: {}, query: {}, body: parsed.value }));
        } catch (error) {
          // Only the API's own format has rules that a sender can break.
          if (slug !== 'api' || !(error instanceof InvalidInputError)) throw error;
          expect(error.field).not.toBe('');
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('bounds', () => {
  const long = (length: number) => 'ä'.repeat(length);
  const event = { eventType: 'ALERT', summary: 'Disk full' } as const;

  it('keep an event of any size within what the table and the queue take', () => {
    const bounded = boundedEvent({
      ...event,
      summary: long(300_000),
      details: long(300_000),
      alertKey: long(300_000),
      routingKey: long(300_000),
      labels: Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`label${n}`, long(20)])),
      links: Array.from({ length: 5_000 }, (_, n) => ({ href: `https://example.com/${n}` })),
      images: [{ src: `https://example.com/${long(50_000)}` }],
      comments: [{ content: long(100_000) }],
      logs: [{ body: long(100_000) }],
      customDetails: { big: long(300_000), list: Array.from({ length: 50_000 }, (_, n) => n), small: 1 },
    });
    expect(Buffer.byteLength(JSON.stringify(bounded))).toBeLessThan(200_000);
    expect(NormalisedEvent.parse(bounded)).toEqual(bounded);
    expect(bounded.customDetails).toMatchObject({ small: 1, shortened: expect.any(String) });
  });

  it('hash a long key so that spelling and spaces at its ends still do not matter', () => {
    const [one, same, other] = ['A'.repeat(2_000), ` ${'a'.repeat(2_000)} `, `${'a'.repeat(2_000)}b`].map((alertKey) =>
      alertKeyOf(boundedEvent({ ...event, alertKey })),
    );
    expect(one).toBe(same);
    expect(one).not.toBe(other);
    expect(one?.length).toBeLessThanOrEqual(bounds.key);
  });

  it('never cut within a character', () => {
    const bounded = boundedEvent({ ...event, summary: '🔔'.repeat(400), details: '🔔'.repeat(40_000) });
    expect(bounded.summary?.isWellFormed()).toBe(true);
    expect(bounded.details?.isWellFormed()).toBe(true);
    expect(bounded.details).not.toContain('\uFFFD');
  });

  it('keep a summary that is too long in the details when there are none', () => {
    const summary = `${'word '.repeat(100)}end`;
    const bounded = boundedEvent({ ...event, summary });
    expect(bounded.summary).toMatch(/…$/);
    expect(bounded.details).toBe(summary);
  });
});
