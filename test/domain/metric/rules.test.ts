import { describe, expect, it } from 'vitest';
import {
  type DataSourceAccess,
  type DataSourceType,
  withoutSecrets,
} from '../../../functions/domain/metric/data-source.ts';
import { Metric } from '../../../functions/domain/metric/metric.ts';
import { accessProblems, metricProblems } from '../../../functions/domain/metric/rules.ts';
import { aMetric } from '../../support/factories.ts';

describe('how a metric is shown', () => {
  it.each([
    [{}, []],
    [{ aggregationType: 'LAST' as const, displayType: 'SINGLE' as const }, []],
    [{ aggregationType: 'SUM' as const, displayType: 'SINGLE' as const }, []],
    [{ aggregationType: 'LAST' as const }, ['aggregationType']],
    [{ lockYAxisMin: 1, lockYAxisMax: 2 }, []],
    [{ lockYAxisMin: 2, lockYAxisMax: 2 }, ['lockYAxisMin']],
    [{ lockYAxisMin: 3, lockYAxisMax: 2 }, ['lockYAxisMin']],
    [{ lockYAxisMin: 3 }, []],
    [{ lockYAxisMax: -3 }, []],
    [{ aggregationType: 'LAST' as const, lockYAxisMin: 1, lockYAxisMax: 0 }, ['aggregationType', 'lockYAxisMin']],
  ])('%j has problems in %j', (facts, fields) => {
    expect(metricProblems(aMetric(1, facts)).map(({ field }) => field)).toEqual(fields);
  });
});

it.each([
  [0, true],
  [6, true],
  [7, false],
  [-1, false],
  [1.5, false],
])('a value is told with %s decimals: %s', (decimals, may) => {
  expect(Metric.shape.mouseOverDecimal.safeParse(decimals).success).toBe(may);
});

it('who may not change a data source sees what is no secret of how it is reached', () => {
  const shown = { region: 'EU', url: 'https://p.example', authType: 'BASIC' as const, basicUser: 'a', headerKey: 'b' };
  const secret = { apiKey: 'c', applicationKey: 'd', basicPass: 'e', headerValue: 'f' };
  expect(withoutSecrets({ ...shown, ...secret })).toEqual(shown);
});

const problems = (type: DataSourceType, access: DataSourceAccess) =>
  accessProblems(type, access).map(({ field, message }) => `${field.replace('metadata.', '')} ${message}`);
const required = (...names: readonly string[]) => names.map((name) => `${name} is required`);

describe('how Datadog is reached', () => {
  const access = { region: 'EU', apiKey: 'a', applicationKey: 'b' };
  const oneOf = expect.stringMatching(/^region must be one of US1, .*EU/);
  it.each([
    [access, []],
    [{ ...access, region: 'us5' }, []],
    [{ ...access, region: 'datadoghq.eu' }, []],
    [{ ...access, region: 'evil.example.com' }, [oneOf]],
    [{}, [...required('region', 'apiKey', 'applicationKey'), oneOf]],
    [{ ...access, apiKey: '' }, required('apiKey')],
    [{ ...access, apiKey: 'a\n' }, ['apiKey must be printable ASCII']],
    [{ ...access, applicationKey: 'ä' }, ['applicationKey must be printable ASCII']],
    [{ ...access, headerValue: 'ä', basicUser: ':' }, []],
  ])('%j has the problems %j', (given, found) => {
    expect(problems('DATADOG', given)).toEqual(found);
  });
});

describe('how Prometheus is reached', () => {
  const access = { url: 'https://prom.example.com/x', authType: 'NONE' as const };
  const basic = { ...access, authType: 'BASIC' as const, basicUser: 'ada', basicPass: 'x' };
  const header = { ...access, authType: 'HEADER' as const, headerKey: 'X-Key', headerValue: 'secret ~' };
  const noAddress = 'url must be an http or https address';
  const bare = 'url must be an address without credentials, ? and #';
  it.each([
    [access, []],
    [{ ...access, url: 'http://10.0.0.1:9090' }, []],
    [{}, [...required('url', 'authType'), noAddress]],
    [{ ...access, url: 'prom.example.com' }, [noAddress]],
    [{ ...access, url: 'ftp://prom.example.com' }, [noAddress]],
    [{ ...access, url: 'httpsx://prom.example.com' }, [noAddress]],
    [{ ...access, url: 'xhttps://prom.example.com' }, [noAddress]],
    [{ ...access, url: 'https://ada@prom.example.com' }, [bare]],
    [{ ...access, url: 'https://:x@prom.example.com' }, [bare]],
    [{ ...access, url: 'https://prom.example.com?' }, [bare]],
    [{ ...access, url: 'https://prom.example.com#a' }, [bare]],
    [basic, []],
    [{ ...access, authType: 'BASIC' as const }, required('basicUser', 'basicPass')],
    [{ ...basic, basicUser: 'a:b' }, ['basicUser must not contain a colon']],
    [header, []],
    [{ ...access, authType: 'HEADER' as const }, required('headerKey', 'headerValue')],
    [{ ...header, headerValue: 'a\r\nHost: x' }, ['headerValue must be printable ASCII']],
    [{ ...header, headerValue: 'a\u007f' }, ['headerValue must be printable ASCII']],
  ])('%j has the problems %j', (given, found) => {
    expect(problems('PROMETHEUS', given)).toEqual(found);
  });

  it.each([
    ['Authorization', true],
    ['X-Scope-OrgID', true],
    ["!#$%&'*+.^`|~-_", true],
    ['x'.repeat(100), true],
    ['my-host', true],
    ['host-name', true],
    ['x'.repeat(101), false],
    ['', false],
    ['a b', false],
    ['a:b', false],
    ['Host', false],
    ['connection', false],
    ['Content-Length', false],
    ['te', false],
    ['Proxy-Authorization', false],
    ['cookie', false],
  ])('a header %j may say who asks: %s', (headerKey, isOne) => {
    const found = problems('PROMETHEUS', { ...header, headerKey });
    expect(found.includes('headerKey must be the name of a header that says who asks')).toBe(!isOne);
  });
});
