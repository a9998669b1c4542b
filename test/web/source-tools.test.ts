import { describe, expect, it } from 'vitest';
import { excerptAt } from '../../web/screens/configuration/condition/where.ts';
import { laidOut, summaryOf } from '../../web/screens/configuration/events/summary.ts';
import {
  addressFor,
  initialsOf,
  type Step,
  slugOf,
  stepsOf,
  toolsOf,
} from '../../web/screens/configuration/sources/tools.ts';

const address = { url: 'https://on.example.com/api/v1/events/grafana/k-1', key: 'k-1' };
const told = (steps: readonly Step[]) =>
  steps.map((step) => (step.kind === 'block' ? step : step.parts.map(({ text }) => text).join('|')));

describe('how a tool is set up', () => {
  it('is one step per sentence, with the address filled in', () => {
    expect(
      told(stepsOf('Contact points → Add: URL {url}, method POST. Then choose it in e.g. policies.', address)),
    ).toEqual([`Contact points → Add: URL |${address.url}|, method POST.`, 'Then choose it in e.g. policies.']);
  });

  it('keeps code together, whatever stops it has', () => {
    const [step] = stepsOf('Run `a. B {key}` there.', address);
    expect(step).toEqual({
      kind: 'line',
      parts: [
        { kind: 'text', text: 'Run ' },
        { kind: 'code', text: 'a. B k-1', isValue: false },
        { kind: 'text', text: ' there.' },
      ],
    });
  });

  it('shows blocks between fences as they are', () => {
    const steps = stepsOf('Add:\n\n```\nurl = "{url}"\nhost = {host}\n```\n\nReload it.', address);
    expect(told(steps)).toEqual([
      'Add:',
      { kind: 'block', text: `url = "${address.url}"\nhost = on.example.com` },
      'Reload it.',
    ]);
  });

  it('offers to copy an address that stands alone, and not a part of something larger', () => {
    const parts = stepsOf('Enter {url} or url: "{url}"', address).flatMap((step) =>
      step.kind === 'line' ? step.parts : [],
    );
    expect(parts.flatMap((part) => (part.kind === 'code' ? [part.isValue] : []))).toEqual([true, false]);
  });

  it('may be that of another tool of the same type', () => {
    expect(addressFor(address.url, 'grafana-legacy')).toBe('https://on.example.com/api/v1/events/grafana-legacy/k-1');
    expect(addressFor('db@alerts.example.com', undefined)).toBe('db@alerts.example.com');
  });
});

describe('tools', () => {
  const integration = (name: string, integrationPath: string) => ({
    id: 1,
    name,
    type: 'INBOUND',
    integrationType: name.toUpperCase(),
    integrationPath,
    aliases: [],
    documentationUrl: null,
    resolves: '',
    setup: '',
    source: [],
    sample: {},
  });

  it('begin with our own form, mail and text messages; the others follow by name', () => {
    const tools = toolsOf(
      [
        integration('API', '/api/v1/events/api'),
        integration('Zabbix', '/x/zabbix'),
        integration('Checkmk', '/x/checkmk'),
      ],
      { mail: 'E-mail', text: 'SMS' },
    );
    expect(tools.map(({ slug }) => slug)).toEqual(['api', 'email', 'sms', 'checkmk', 'zabbix']);
    expect(slugOf({ integrationPath: '/api/v1/events/aws-sns' })).toBe('aws-sns');
  });

  it('have initials in the place of logos', () => {
    expect(['Prometheus Alertmanager', 'Grafana', '4me', 'Healthchecks.io', '→'].map(initialsOf)).toEqual([
      'PA',
      'Gr',
      '4m',
      'HI',
      '?',
    ]);
  });
});

describe('events', () => {
  it('are named by what they say first', () => {
    expect(summaryOf({ event: { summary: ' ', alertKey: 'disk' } })).toBe('disk');
    expect(summaryOf({ event: null })).toBe('');
  });

  it('are laid out where they are JSON', () => {
    expect(laidOut('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(laidOut('a=1')).toBe('a=1');
  });
});

it('a place that cannot be read is shown with what stands around it', () => {
  expect(excerptAt('a = 3', 2)).toEqual({ before: 'a ', at: '=', after: ' 3' });
  expect(excerptAt('a and', 5)).toEqual({ before: 'a and', at: '', after: '' });
  const long = 'x'.repeat(100);
  expect(excerptAt(long, 50)).toEqual({ before: `…${'x'.repeat(24)}`, at: 'x', after: `${'x'.repeat(24)}…` });
});
