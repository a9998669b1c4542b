import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBody, parseQuery } from '../../functions/integrations/body.ts';
import { boundedEvent } from '../../functions/integrations/bounds.ts';
import { readRequest } from '../../functions/integrations/read-request.ts';
import { stateOf } from '../../functions/integrations/states.ts';
import { expectedOf, integrations, sampledTools, sampleText } from './fixtures.ts';

function readText(raw: string, slug?: string, sourceType = 'API') {
  const parsed = parseBody(raw);
  const body = 'value' in parsed ? parsed.value : '';
  return readRequest({ headers: {}, query: {}, body, requestId: 'request-1', isLenient: true }, { slug, sourceType });
}
const read = (body: unknown, slug?: string, sourceType?: string) => readText(JSON.stringify(body), slug, sourceType);
const brief = async (result: ReturnType<typeof readText>) =>
  (await result).reading.events.map(({ eventType, alertKey }) => [eventType, alertKey]);

const group = {
  receiver: 'tocsin',
  status: 'firing',
  groupKey: 'g',
  groupLabels: { alertname: 'Disk' },
  alerts: [{ status: 'firing', labels: { alertname: 'Disk' } }],
};

describe('an address that names no tool', () => {
  it.each([
    ["the tool of the source's type", 'PROMETHEUS'],
    ['the tool that sends such bodies', 'API'],
  ])('is read as %s', async (_case, sourceType) => {
    const { integration, reading } = await read(group, 'promethues', sourceType);
    expect(integration.slug).toBe('prometheus-alertmanager');
    expect(reading.events).toMatchObject([{ eventType: 'ALERT', alertKey: 'g' }]);
    expect(reading.warnings).toEqual([{ kind: 'UNKNOWN_TOOL', subject: 'promethues' }]);
  });

  it.each(sampledTools.flatMap((tool) => Object.keys(expectedOf(tool)).map((file) => [tool, file] as const)))(
    'reads the sample %s/%s as its own address does, in a source of that type',
    async (tool, file) => {
      const own = integrations.find(({ slug }) => slug === tool);
      const raw = sampleText(tool, file);
      const misspelt = readText(raw, 'no-such-tool', own?.integrationType);
      expect(await brief(misspelt)).toEqual(await brief(readText(raw, tool)));
    },
  );

  it('makes an alert of what nobody knows, and lets no recovery page', async () => {
    expect(await brief(read({ title: 'Disk full' }, 'nobody'))).toEqual([['ALERT', undefined]]);
    expect(await brief(read({ title: 'Disk full', state: 'resolved', id: 7 }, 'nobody'))).toEqual([['RESOLVE', '7']]);
    expect((await read({ title: 'Disk full', state: 'resolved' }, 'nobody')).reading).toMatchObject({
      events: [],
      note: 'the body says that it is over, and names no alert',
    });
  });
});

describe('an address that names a tool', () => {
  it.each(['Prometheus', 'uptime_kuma', 'UptimeKuma', 'sensu', 'NAGIOS', 'api', undefined])(
    'is not pointed at when it is %s, whatever the type of the source',
    async (slug) => {
      expect((await read({ title: 'x' }, slug, 'GRAFANA')).reading.warnings).toBeUndefined();
    },
  );

  it("takes another tool's body, and is pointed at", async () => {
    const { integration, reading } = await read(group, 'zabbix');
    expect([integration.slug, reading.warnings]).toEqual([
      'prometheus-alertmanager',
      [{ kind: 'OTHER_TOOL', subject: 'zabbix' }],
    ]);
    expect((await read(group, 'grafana')).reading.warnings).toBeUndefined();
  });

  it.each(integrations.map(({ slug }) => slug))('never pages for a recovery of unknown form: %s', async (slug) => {
    for (const body of [
      { title: 'Disk full', status: 'resolved' },
      { event: 'incident.resolved', incident: { title: 'Disk full' } },
      { msg: '[Shop] [Up] 200 - OK' },
    ])
      expect((await brief(read(body, slug))).map(([type]) => type)).not.toContain('ALERT');
    expect((await brief(readText('RESOLVED: disk of db-1', slug))).map(([type]) => type)).not.toContain('ALERT');
  });

  it('never pages for a body all of whose states are over', async () => {
    const over = fc.constantFrom('resolved', 'OK', 'Recovered', 'closed', 'up', 'alert.resolved');
    const member = fc.constantFrom('status', 'state', 'alert_state', 'currentState');
    const slug = fc.constantFrom('nobody', 'api', ...integrations.map((one) => one.slug));
    await fc.assert(
      fc.asyncProperty(
        slug,
        fc.dictionary(member, over, { minKeys: 1 }),
        fc.boolean(),
        async (slug, states, isNested) => {
          const body = isNested ? { title: 'Disk', alert: states } : { title: 'Disk', ...states };
          expect(stateOf(body)).toBe('over');
          expect((await brief(read(body, slug))).map(([type]) => type)).not.toContain('ALERT');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('bodies that people write by hand', () => {
  it.each([
    ['quotes', 'zabbix', '{"id":"5","name":"he said "no"","status":"RESOLVED"}', ['RESOLVE', '5']],
    ['line breaks', 'datadog', '{"title":"CPU\nhigh","alert_transition":"Triggered","monitor_id":"7"}', ['ALERT', '7']],
    ['quotes', 'datadog', '{"title":"x "y" z","alert_transition":"Recovered","monitor_id":"7"}', ['RESOLVE', '7']],
    ['quotes', 'uptime-kuma', '{"msg":"[Shop] [🔴 Down] "NOT" found"}', ['ALERT', 'Shop']],
    ['quotes', 'uptime-kuma', '{"msg":"[Shop] [✅ Up] all "fine""}', ['RESOLVE', 'Shop']],
    ['text', 'uptime-kuma', '[Shop] [✅ Up] 200 - OK', ['RESOLVE', 'Shop']],
    ['text', 'zabbix', 'Problem started\nProblem name: Disk\nHost: db-1\nOriginal problem ID: 12', ['ALERT', '12']],
    ['text', 'zabbix', 'Problem has been resolved at 10:00\nHost: db-1\nOriginal problem ID: 12', ['RESOLVE', '12']],
    ['title', 'datadog', '{"title":"[Recovered] [Monitor Alert] CPU critical","monitor_id":7}', ['RESOLVE', '7']],
    [
      'line breaks',
      'grafana',
      '{"status":"resolved","groupKey":"g","alerts":[{"status":"resolved","annotations":{"summary":"a\nb"}}]}',
      ['RESOLVE', 'g'],
    ],
    ['quotes', 'opsgenie', '{"action":"Close","alert":{"alertId":"a","message":"x "y" z"}}', ['RESOLVE', 'a']],
    [
      'quotes',
      'pagerduty',
      '{"event_action":"resolve","dedup_key":"d","payload":{"summary":"a "b" c"}}',
      ['RESOLVE', 'd'],
    ],
    ['quotes', 'webhook', '{"eventType":"RESOLVE","alertKey":"k","summary":"a "b", c"}', ['RESOLVE', 'k']],
    [
      'text for a number',
      'webhook',
      '{"eventType":"ALERT","alertKey":"k","summary":"a","severity":"1"}',
      ['ALERT', 'k'],
    ],
    ['a wrong answer', 'webhook', '{"eventType":"ACCEPT","alertKey":"k","severity":"high"}', ['ACCEPT', 'k']],
    ['an end that is cut off', 'webhook', '{"eventType":"ALERT","alertKey":"k","summary":"a bod', ['ALERT', 'k']],
    [
      'JSON in JSON',
      'webhook',
      JSON.stringify(JSON.stringify({ eventType: 'RESOLVE', alertKey: 'k' })),
      ['RESOLVE', 'k'],
    ],
    ['a body in a member', 'webhook', JSON.stringify({ payload: JSON.stringify(group) }), ['ALERT', 'g']],
    [
      'a multipart form',
      'webhook',
      '--b\r\nContent-Disposition: form-data; name="eventType"\r\n\r\nRESOLVE\r\n--b\r\nContent-Disposition: form-data; name="alertKey"\r\n\r\nk\r\n--b--',
      ['RESOLVE', 'k'],
    ],
  ])('with %s, sent to %s, keep their state and key', async (_case, slug, raw, expected) => {
    expect(await brief(readText(raw, slug))).toEqual([expected]);
  });

  it('are one event for each message of a list, in a list of any length', async () => {
    const list = [
      { eventType: 'ALERT', alertKey: 'a', summary: 'x' },
      { eventType: 'resolved', incidentKey: 'b' },
    ];
    expect(await brief(read(list, 'hetrixtools'))).toEqual([
      ['ALERT', 'a'],
      ['RESOLVE', 'b'],
    ]);
    const many = await read(
      Array.from({ length: 300 }, (_, n) => ({ eventType: 'ALERT', alertKey: `k${n}`, summary: 'x' })),
    );
    expect(many.reading.events).toHaveLength(251);
    expect(many.reading.events.at(-1)?.summary).toBe('50 more messages came at once');
    expect((await read([])).reading).toEqual({ events: [], note: 'the list is empty' });
    expect(await brief(read(['Disk full', 5, null], 'webhook'))).toHaveLength(3);
  });

  it('may stand in the query', async () => {
    const parsed = parseQuery('eventType=resolved&incidentKey=k&priority=');
    const body = 'value' in parsed ? parsed.value : undefined;
    const result = readRequest(
      { headers: {}, query: {}, body, isLenient: true },
      { slug: 'nobody', sourceType: 'API' },
    );
    expect(await brief(result)).toEqual([['RESOLVE', 'k']]);
  });

  it.each(['nobody', ...integrations.map(({ slug }) => slug)])(
    'are never refused, whatever they are: %s',
    async (slug) => {
      const samples = sampledTools.flatMap((tool) =>
        Object.keys(expectedOf(tool)).map((file) => sampleText(tool, file)),
      );
      const damaged = fc
        .tuple(
          fc.constantFrom(...samples),
          fc.nat(),
          fc.constantFrom('"', '\n', '\\', '}', ',', '"x":', '', '\u0000'),
          fc.nat(20),
        )
        .map(([sample, position, piece, drop]) => {
          const start = position % sample.length;
          return sample.slice(0, start) + piece + sample.slice(start + drop);
        });
      await fc.assert(
        fc.asyncProperty(fc.oneof(damaged, fc.json(), fc.string()), async (raw) => {
          const { reading } = await readText(raw, slug);
          if (reading.events.length === 0) expect(reading.note).toBeTruthy();
          for (const event of reading.events.map(boundedEvent))
            if (event.eventType === 'ALERT') expect(event.summary?.trim()).toBeTruthy();
        }),
        { numRuns: 100 },
      );
    },
  );
});

describe('older spellings of our own format', () => {
  const strict = async (body: object) =>
    (await readRequest({ headers: {}, query: {}, body }, { slug: 'api', sourceType: 'API' })).reading.events[0];

  it.each<[string, object, object]>([
    ['incidentKey', { eventType: 'RESOLVE', incidentKey: 'k' }, { eventType: 'RESOLVE', alertKey: 'k' }],
    ['lower case', { eventType: 'alert', summary: 'x' }, { eventType: 'ALERT' }],
    ['accepted', { eventType: 'accepted', alertKey: 'k' }, { eventType: 'ACCEPT' }],
    ['resolved', { eventType: 'RESOLVED', alertKey: 'k' }, { eventType: 'RESOLVE' }],
    ['an empty priority', { eventType: 'ALERT', summary: 'x', priority: '' }, { priority: undefined }],
    ['a priority in lower case', { eventType: 'ALERT', summary: 'x', priority: 'low' }, { priority: 'LOW' }],
    ['no summary', { eventType: 'ALERT', summary: null }, { summary: 'Alert without a title' }],
    [
      'no summary but a message',
      { eventType: 'ALERT', summary: null, message: 'a\nb' },
      { summary: 'a', details: 'a\nb' },
    ],
    ['a message for details', { eventType: 'ALERT', summary: 'x', message: 'm' }, { details: 'm' }],
  ])('with %s are understood', async (_case, body, expected) => {
    expect(await strict(body)).toMatchObject(expected);
  });
});
