import { describe, expect, it } from 'vitest';
import { badInputFixture } from './fixture.ts';

const { ids, expectRefused, refuses } = badInputFixture();

const metric = (facts: object = {}) => ({ name: 'M', aggregationType: 'AVG', displayType: 'GRAPH', ...facts });
const pulled = (facts: object = {}) => metric({ dataSource: { id: ids.metricSource }, ...facts });

refuses('POST', () => '/api/metrics', [
  ['no name', () => metric({ name: undefined }), 'name'],
  ['no aggregation', () => metric({ aggregationType: undefined }), 'aggregationType'],
  ['an unknown aggregation', () => metric({ aggregationType: 'P95' }), 'aggregationType'],
  ['a graph of the last value', () => metric({ aggregationType: 'LAST' }), 'aggregationType'],
  ['an unknown display', () => metric({ displayType: 'PIE' }), 'displayType'],
  ['seven decimals', () => metric({ mouseOverDecimal: 7 }), 'mouseOverDecimal'],
  ['half a decimal', () => metric({ mouseOverDecimal: 0.5 }), 'mouseOverDecimal'],
  ['an axis without height', () => metric({ lockYAxisMin: 5, lockYAxisMax: 5 }), 'lockYAxisMin'],
  ['an axis of text', () => metric({ lockYAxisMax: '5' }), 'lockYAxisMax'],
  ['an endless unit', () => metric({ unitLabel: 'x'.repeat(51) }), 'unitLabel'],
  ['an unknown team', () => metric({ teams: [{ id: 999 }] }), 'teams[0].id'],
  ['an unknown data source', () => metric({ dataSource: { id: 999 }, metadata: { query: 'up' } }), 'dataSource.id'],
  ['a data source without a query', () => pulled(), 'metadata.query'],
  ['a data source with a blank query', () => pulled({ metadata: { query: ' ' } }), 'metadata.query'],
  ['a query without a data source', () => metric({ metadata: { query: 'up' } }), 'metadata.query'],
]);

refuses('PUT', () => `/api/metrics/${ids.metric}`, [
  ['a data source where there was none', () => pulled({ metadata: { query: 'up' } }), 'dataSource.id'],
  ['a query where there was none', () => metric({ metadata: { query: 'up' } }), 'metadata.query'],
]);

const prometheus = (facts: object) => ({
  name: 'D',
  type: 'PROMETHEUS',
  metadata: { url: 'https://prometheus.example.com', authType: 'NONE', ...facts },
});
const datadog = (facts: object) => ({
  name: 'D',
  type: 'DATADOG',
  metadata: { region: 'EU1', apiKey: 'a', applicationKey: 'b', ...facts },
});

refuses('POST', () => '/api/metric-data-sources', [
  ['no type', () => ({ ...datadog({}), type: undefined }), 'type'],
  ['an unknown type', () => ({ ...datadog({}), type: 'GRAPHITE' }), 'type'],
  ['nothing about how to reach it', () => ({ name: 'D', type: 'DATADOG' }), 'metadata'],
  ['no region', () => datadog({ region: '' }), 'metadata.region'],
  ['an unknown region', () => datadog({ region: 'MOON' }), 'metadata.region'],
  ['a host in place of a region', () => datadog({ region: 'example.com' }), 'metadata.region'],
  ['no key', () => datadog({ apiKey: undefined }), 'metadata.apiKey'],
  ['no application key', () => datadog({ applicationKey: null }), 'metadata.applicationKey'],
  ['a key that would end its header', () => datadog({ apiKey: 'a\r\nHost: x' }), 'metadata.apiKey'],
  ['no address', () => prometheus({ url: '' }), 'metadata.url'],
  ['no web address', () => prometheus({ url: 'file:///etc/passwd' }), 'metadata.url'],
  ['an address with credentials', () => prometheus({ url: 'https://ada:secret@p.example.com' }), 'metadata.url'],
  ['an address with a query', () => prometheus({ url: 'https://p.example.com/?q=1' }), 'metadata.url'],
  ['no way in', () => prometheus({ authType: undefined }), 'metadata.authType'],
  ['an unknown way in', () => prometheus({ authType: 'DIGEST' }), 'metadata.authType'],
  ['no user', () => prometheus({ authType: 'BASIC', basicPass: 'x' }), 'metadata.basicUser'],
  [
    'a user with a colon',
    () => prometheus({ authType: 'BASIC', basicUser: 'a:b', basicPass: 'x' }),
    'metadata.basicUser',
  ],
  ['no password', () => prometheus({ authType: 'BASIC', basicUser: 'ada' }), 'metadata.basicPass'],
  ['no header', () => prometheus({ authType: 'HEADER', headerValue: 'x' }), 'metadata.headerKey'],
  ['no value', () => prometheus({ authType: 'HEADER', headerKey: 'X-Key' }), 'metadata.headerValue'],
  ...['X Key', 'Host', 'Content-Length', 'Transfer-Encoding', 'Connection', 'Expect'].map(
    (headerKey) =>
      [
        `the header ${headerKey}`,
        () => prometheus({ authType: 'HEADER', headerKey, headerValue: 'x' }),
        'metadata.headerKey',
      ] as const,
  ),
  [
    'a value of two lines',
    () => prometheus({ authType: 'HEADER', headerKey: 'X-Key', headerValue: 'a\nb' }),
    'metadata.headerValue',
  ],
  ['an unknown team', () => ({ ...datadog({}), teams: [{ id: 999 }] }), 'teams[0].id'],
]);

describe('lists of metrics', () => {
  it.each([
    ['max-results=101', 'max-results'],
    ['max-results=26&include=dataSource', 'max-results'],
    ['start-index=-1', 'start-index'],
  ])('refuse ?%s', async (query, field) => {
    expect((await expectRefused('GET', '/api/metrics', { query }, field)).status).toBe(400);
  });
});
