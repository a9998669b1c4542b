import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { integrationFor, slugOfType } from '../../functions/integrations/catalogue.ts';
import { integrations } from './fixtures.ts';

describe('the catalogue', () => {
  it('has every path segment once, in lower case', () => {
    const segments = integrations.flatMap(({ slug, aliases }) => [slug, ...aliases]);
    expect(new Set(segments).size).toBe(segments.length);
    for (const segment of segments) expect(segment).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('tells of every tool how it is connected and how it resolves', () => {
    for (const { name, resolves, setup, source } of integrations) {
      expect(name).toMatch(/\w/);
      expect(resolves).toMatch(/\w/);
      expect(setup).toContain('{url}');
      for (const address of source) expect(address).toMatch(/^https:\/\/[^\s]+$/);
    }
  });

  it('has a line for every file of tools/', () => {
    const files = readdirSync(join(import.meta.dirname, '../../functions/integrations/tools'));
    const slugs = new Set(integrations.map(({ slug }) => `${slug}.ts`));
    expect(files.filter((file) => !slugs.has(file))).toEqual([]);
  });

  it.each([
    ['prometheus', 'prometheus-alertmanager'],
    ['Victoria-Metrics', 'victoriametrics'],
    ['vmalert', 'victoriametrics'],
    ['ms-scom', 'microsoft-scom'],
    ['TwilioErrors', 'twilio'],
    ['MSSCOM', 'microsoft-scom'],
    ['GRAFANA', 'grafana'],
    ['cloudwatch', 'aws-cloudwatch'],
    ['amazonsns', 'aws-sns'],
    ['uptimekuma', 'uptime-kuma'],
    ['pagerduty', 'pagerduty-events-v2'],
    ['kubernetes', 'kubernetes'],
    ['anything-else', 'api'],
    ['constructor', 'api'],
  ])('serves %s by %s', (segment, slug) => {
    expect(integrationFor(segment).slug).toBe(slug);
  });

  it.each([
    ['PROMETHEUS', 'prometheus-alertmanager'],
    ['MIMIR', 'mimir'],
    ['TERRAFORMCLOUD', 'terraform-cloud'],
    ['MEZMO', 'mezmo'],
    ['API', 'api'],
    ['NAGIOS', 'nagios'],
  ])('gives sources of type %s addresses with %s', (type, slug) => {
    expect(slugOfType(type)).toBe(slug);
  });
});
