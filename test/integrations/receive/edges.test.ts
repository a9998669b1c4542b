import { describe, expect, it, vi } from 'vitest';
import { plus } from '../../../functions/domain/time.ts';
import { integrationFor, loadIntegration } from '../../../functions/integrations/catalogue.ts';
import { rememberSources } from '../../../functions/usecases/event/receive-source.ts';
import { at } from '../../support/factories.ts';
import { subscription } from './sns-signer.ts';
import { aSource, aWorld, sourceKey } from './world.ts';

const inQuery = (rawQuery: string, slug?: string) => ({
  rawQuery,
  query: Object.fromEntries(new URLSearchParams(rawQuery)),
  ...(slug && { slug }),
});

describe('a message in the query', () => {
  it.each<[string, string, string | undefined, object]>([
    ['with a title', 'text=hello', 'grafana', { event: { eventType: 'ALERT' } }],
    [
      'that says it is over',
      'state=resolved',
      'grafana',
      { note: 'the body says that it is over, and names no alert' },
    ],
    ['that answers', 'eventType=ACCEPT&alertKey=a', undefined, { event: { eventType: 'ACCEPT', alertKey: 'a' } }],
    [
      'of a tool, whatever its members are called',
      'monitorID=1&alertType=2',
      'uptimerobot',
      { event: { eventType: 'RESOLVE', alertKey: '1' } },
    ],
    [
      'that is nearly in our own form',
      'eventType=ALERT&text=hello&priority=MEDIUM',
      undefined,
      { event: { eventType: 'ALERT' } },
    ],
    ['with a state alone', 'health=critical', 'grafana', { event: { eventType: 'ALERT' } }],
    ['that says nothing', 'foo=bar', 'grafana', { note: 'there is no message in the query' }],
  ])('%s is taken for what it is: %s', async (_what, rawQuery, slug, expected) => {
    const world = aWorld();
    await world.post('', inQuery(rawQuery, slug));
    expect(world.sent[0]?.message).toMatchObject(expected);
  });
});

describe('a body of one word', () => {
  it.each<[string, object]>([
    ['"disk full"', { event: { eventType: 'ALERT', summary: expect.stringContaining('disk full') } }],
    ['42', { event: { eventType: 'ALERT', summary: expect.stringContaining('42') } }],
    ['true', { event: { summary: 'Grafana: true', customDetails: { body: 'true' } } }],
    ['" "', { note: 'the body is empty' }],
    ['null', { note: 'the body is empty' }],
    ['""', { note: 'the body is empty' }],
  ])('%s is read as text by a tool’s adapter', async (body, expected) => {
    const world = aWorld();
    await world.post(body, { slug: 'grafana' });
    expect(world.sent[0]?.message).toMatchObject(expected);
  });
});

describe('a body that is no JSON', () => {
  it.each([undefined, 'api', 'API'])('is refused where our own form is asked for: %s', async (slug) => {
    await expect(aWorld().post('disk full', { slug, key: sourceKey })).rejects.toThrow('body: is not valid JSON');
    for (const word of ['"ALERT"', '42', 'true', 'null'])
      await expect(aWorld().post(word, { slug, key: sourceKey })).rejects.toThrow('body: must be a JSON object');
  });
});

describe('a body in our own form that a template has broken', () => {
  const broken = '{"eventType":"ALERT","summary":"He said "no" to us","priority":"MEDIUM"}';

  it('is read as leniently as any tool’s: nobody is there to mend it', async () => {
    const world = aWorld();
    await world.post(broken);
    expect(world.sent[0]?.message.event?.summary).toContain('He said "no" to us');
    await expect(world.post(broken.replaceAll('"no"', 'no'))).rejects.toThrow('priority');
  });
});

describe('a message that is refused for its origin', () => {
  it.each([
    ['aws-sns', 'aws-sns'],
    [undefined, 'api'],
  ])('at the address of %s is kept as of %s', async (slug, integration) => {
    const world = aWorld();
    await world.post(subscription, { slug });
    expect(world.sent[0]?.message).toMatchObject({ integration, note: expect.stringMatching(/^refused/) });
  });
});

describe('a source whose signing secret is none', () => {
  it.each([undefined, null, '', 7, ['s3cret']])('(%j) takes what nobody has signed', async (signingSecret) => {
    const world = aWorld({ source: aSource({ metadata: { signingSecret } }) });
    await world.post({ eventType: 'ALERT', summary: 'Disk full' });
    expect(world.sent).toHaveLength(1);
  });
});

describe('an event in our own form', () => {
  it('is answered with its key, without the blanks around', async () => {
    expect(await aWorld().post({ eventType: 'ALERT', summary: 'Disk full', alertKey: ' Disk ' })).toEqual({
      alertKey: 'Disk',
    });
    expect(await aWorld().post({ eventType: 'ALERT', summary: 'Disk full', alertKey: ' ' })).toEqual({});
  });

  it('is told from one of a tool', async () => {
    const world = aWorld();
    await world.post({ eventType: 'ALERT', summary: 'Disk full' });
    await world.post({ title: 'CPU high' }, { slug: 'grafana' });
    expect(world.sent.map(({ message }) => message.isOwnForm)).toEqual([true, undefined]);
  });

  it('has the policy of its source read with it, as nothing has that asks for no event', async () => {
    const world = aWorld();
    await world.post({ eventType: 'ALERT', summary: 'Disk full' });
    await world.post('', { slug: 'grafana' });
    expect(world.sent.map(({ message }) => message.policyId)).toEqual([3, undefined]);
  });
});

describe('the answer to PagerDuty’s clients', () => {
  it('names the key of an event, and none where there is no event', async () => {
    const world = aWorld();
    const event = {
      routing_key: sourceKey,
      event_action: 'trigger',
      dedup_key: ' disk ',
      payload: { summary: 'Full', severity: 'error', source: 'db' },
    };
    const said = { status: 'success', message: 'Event processed' };
    const asked = { slug: 'pagerduty-events-v2' };
    expect(await world.post(event, asked)).toEqual({ ...said, dedup_key: 'disk', alertKey: 'disk' });
    expect(Object.keys(await world.post('null', asked))).toEqual(['status', 'message']);
  });
});

describe('the answer to who sends several messages at once', () => {
  it('names the key of none of them', async () => {
    const world = aWorld();
    const messages = ['a', 'b'].map((alertKey) => ({ alertKey, title: `Disk ${alertKey} full` }));
    expect(await world.post(messages, { slug: 'grafana' })).toEqual({});
    expect(world.sent.map(({ message }) => message.event?.alertKey)).toEqual(['a', 'b']);
    expect(world.sent.map(({ message }) => 'raw' in message)).toEqual([true, false]);
    expect(await world.post(messages[0], { slug: 'grafana' })).toEqual({ alertKey: 'a' });
  });
});

describe('what is noted of a message', () => {
  it('is two hundred and fifty-five characters at most, all of them whole', async () => {
    const note = `${'x'.repeat(254)}😀`;
    const reading = vi.spyOn(await loadIntegration(integrationFor('grafana')), 'read');
    reading.mockReturnValueOnce({ events: [], note }).mockReturnValueOnce({ events: [], note: 'x'.repeat(256) });
    const world = aWorld();
    for (const _turn of [1, 2]) await world.post({ title: 'CPU high' }, { slug: 'grafana' });
    reading.mockRestore();
    expect(world.sent.map(({ message }) => message.note)).toEqual([`${'x'.repeat(254)}\ufffd`, 'x'.repeat(255)]);
  });
});

describe('keys that were asked for', () => {
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const time = at('2026-11-21T20:30:00.000Z');

  it('and are gone are not known any more, also where the clock is set back', async () => {
    let now = time;
    const found = [aSource(), undefined, undefined];
    const byIntegrationKey = async () => found.shift();
    const sources = rememberSources({ byIntegrationKey, keepUp: async () => {} }, { clock: { now: () => now }, log });
    expect(await sources.byIntegrationKey('key')).toEqual(aSource());
    now = plus(time, { seconds: 60 });
    expect(await sources.byIntegrationKey('key')).toBeUndefined();
    now = plus(time, { seconds: 59 });
    expect(await sources.byIntegrationKey('key')).toBeUndefined();
    expect(found).toEqual([]);
  });

  it('are forgotten all at once when there are five thousand, so that a flood cannot fill the memory', async () => {
    const asked: string[] = [];
    const byIntegrationKey = async (key: string) => {
      asked.push(key);
      return aSource();
    };
    const sources = rememberSources({ byIntegrationKey, keepUp: async () => {} }, { clock: { now: () => time }, log });
    for (let index = 0; index < 5000; index++) await sources.byIntegrationKey(`key-${index}`);
    await sources.byIntegrationKey('key-0');
    expect(asked).toHaveLength(5000);
    await sources.byIntegrationKey('key-5000');
    await sources.byIntegrationKey('key-5000');
    expect(asked).toHaveLength(5001);
    await sources.byIntegrationKey('key-0');
    expect(asked).toHaveLength(5002);
  });

  it('and do not keep up are tried once a minute, and never in the way', async () => {
    let tried = 0;
    const sources = rememberSources(
      { byIntegrationKey: async () => aSource(), keepUp: async () => Promise.reject(new Error(`${++tried}`)) },
      { clock: { now: () => time }, log },
    );
    await sources.keepUp('never asked for', aSource());
    expect(tried).toBe(0);
    const source = (await sources.byIntegrationKey('key')) ?? expect.fail('none');
    await sources.keepUp('key', source);
    await sources.keepUp('key', source);
    expect(tried).toBe(1);
  });
});
