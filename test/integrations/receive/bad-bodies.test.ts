import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../functions/domain/errors.ts';
import { NormalisedEvent } from '../../../functions/domain/event/event.ts';
import { integrations } from '../fixtures.ts';
import { signed, subscription } from './sns-signer.ts';
import { aSource, aWorld, keptBody } from './world.ts';

/** Numbers from 0 to 1 that are the same in each run. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const everyText = (value: unknown, change: (text: string) => unknown): unknown => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => everyText(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, everyText(member, change)]));
};

const nested = (depth: number, inner = '1') => `${'{"a":['.repeat(depth)}${inner}${']}'.repeat(depth)}`;

/** A sample as it must never come, and as it comes. */
function spoiltBodies(sample: unknown, seed: number): readonly (readonly [name: string, body: Uint8Array | string])[] {
  const json = JSON.stringify(sample);
  const chance = chances(seed);
  const random = (length: number) => Uint8Array.from({ length }, () => Math.floor(chance() * 256));
  const withBytes = (bytes: readonly number[]) => {
    const at = Math.floor(json.length * chance());
    return Buffer.concat([Buffer.from(json.slice(0, at)), Buffer.from(bytes), Buffer.from(json.slice(at))]);
  };
  return [
    ...Array.from({ length: 6 }, () => ['cut off', json.slice(0, 1 + Math.floor(json.length * chance()))] as const),
    ...Array.from({ length: 4 }, () => ['with bytes that are no UTF-8', withBytes([0xff, 0xc0, 0x80])] as const),
    ['with U+FFFF', withBytes([0xef, 0xbf, 0xbf])],
    ['with a zero byte', withBytes([0])],
    ['of random bytes', random(2_000)],
    ['a picture', Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), random(500)])],
    ['nested deeper than can be walked', nested(20_000)],
    ['nested deep', nested(25, json)],
    ['with half characters', json.replaceAll('":"', '":"\\ud800\\uffff\\u0000')],
    ['with texts of lists', JSON.stringify(everyText(sample, (text) => [text]))],
    ['with texts of objects', JSON.stringify(everyText(sample, (text) => ({ [text]: null })))],
    ['without words', JSON.stringify(everyText(sample, () => ''))],
    ['with nothing in it', JSON.stringify(everyText(sample, () => null))],
    ['with numbers beyond all', json.replaceAll(/":\s?\d+/g, '":1e400')],
    ['with long words', JSON.stringify(everyText(sample, (text) => text.repeat(200)))],
    ['with members of every object', json.replaceAll('{"', '{"__proto__":{"x":1},"constructor":7,"length":-1,"')],
    ['with two texts of one name', `{${json.slice(1, -1)},${json.slice(1)}`],
    ['in a list of lists', `[[${json}],[]]`],
    ['as a text in a text', JSON.stringify(JSON.stringify(json))],
    ['as a form', `payload=${encodeURIComponent(json)}`],
    ['as XML', `<?xml version="1.0"?><alert><name>Disk</name><status>critical</status></alert>`],
    ['a number', '7'],
    ['null', 'null'],
    ['an empty list', '[]'],
    ['blank', ' \n'],
  ];
}

describe.each(integrations.map((one, index) => ({ ...one, seed: index + 1 })))(
  'what is sent to $slug',
  ({ slug, sample, integrationType, seed }) => {
    it('is stored, or refused by name, whatever it is: nothing fails and nothing is lost', async () => {
      for (const [name, body] of spoiltBodies(sample, seed * 7_919)) {
        const world = aWorld();
        try {
          await world.post(body, { slug });
        } catch (error) {
          // Our own format is held to, and what cannot be walked is refused by everybody.
          const isTooDeep = name.startsWith('nested deeper');
          expect(slug === 'api' || isTooDeep, `${name}: ${error}`).toBe(true);
          expect(error, name).toBeInstanceOf(DomainError);
          expect(error).toMatchObject({ code: 'INVALID' });
          expect(world.sent).toEqual([]);
          continue;
        }
        expect(world.errors, name).toEqual([]);
        expect(world.fetched, name).toEqual([]);
        expect(world.sent.length, name).toBeGreaterThan(0);
        const kept = await keptBody(world, world.sent[0]?.message);
        if (typeof body === 'string') expect(kept, name).toBe(body);
        for (const { message } of world.sent) {
          expect(message.event ?? message.note, name).toBeTruthy();
          if (message.event === undefined) continue;
          expect(NormalisedEvent.parse(message.event), name).toEqual(message.event);
          if (message.event.eventType === 'ALERT') expect(message.event.summary, name).toMatch(/\S/);
        }
      }
    });

    it('is read by what it is, whatever Content-Type says', async () => {
      const events = await Promise.all(
        [
          'application/json',
          'text/plain',
          'application/x-www-form-urlencoded',
          'application/xml',
          'image/png',
          'x',
        ].map(async (type) => {
          const world = aWorld();
          await world.post(sample, { slug, headers: { 'content-type': type } });
          return world.sent.map(({ message }) => message.event);
        }),
      );
      for (const other of events) expect(other).toEqual(events[0]);
      expect(events[0]).toMatchObject([{ eventType: 'ALERT' }]);
    });

    it('confirms no subscription that somebody has forged, or that leads elsewhere', async () => {
      const foreign = { ...subscription, SubscribeURL: 'https://sns.eu-central-1.example.com/?Action=Confirm' };
      for (const delivery of [subscription, foreign, { ...signed(foreign), Signature: 'AAAA' }, signed(foreign)]) {
        const world = aWorld({ source: aSource({ integrationType }) });
        await world.post(delivery, { slug });
        expect(world.sent).toHaveLength(1);
        expect(world.sent[0]?.message.event).toBeUndefined();
        expect(world.sent[0]?.message.note).toBeTruthy();
        expect(world.fetched.filter((url) => !url.includes('SimpleNotificationService'))).toEqual([]);
      }
    });
  },
);
