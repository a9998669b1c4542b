import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { everything, parts, templatesOf } from './synthesize.ts';

const templates = templatesOf({ ...everything, stage: 'prod' });
const page = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');

describe('what docs/deploy.md names', () => {
  const outputs = [...page.matchAll(/\bOUT (data|core|edge) (\w+)/g)].map(([, part, name]) => [part, name] as const);

  it.each(outputs)('stack %s puts out %s', (part, name) => {
    const template = templates[part as (typeof parts)[number]];
    expect(Object.keys(template.toJSON().Outputs)).toContain(name);
  });

  it('outputs are read by the names that a deploy prints, without what the CDK appends', () => {
    expect(outputs.length).toBeGreaterThan(4);
    const printed = parts.flatMap((part) => Object.keys(templates[part].toJSON().Outputs ?? {}));
    expect(printed.filter((name) => !name.startsWith('Export') && /[0-9A-F]{8}$/.test(name))).toEqual([]);
  });

  it('alarms, topics and functions are called so', () => {
    const resources = parts.flatMap((part) => Object.values(templates[part].toJSON().Resources as object));
    const names = resources.flatMap(({ Properties = {} }) => [
      Properties.AlarmName,
      Properties.TopicName,
      Properties.FunctionName,
    ]);
    const named = [...page.matchAll(/(?:--alarm-name |--function-name |111122223333:)(tocsin-prod-[\w-]+)/g)].map(
      ([, name]) => name,
    );
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((name) => !names.includes(name))).toEqual([]);
  });
});
