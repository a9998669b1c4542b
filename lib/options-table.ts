import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { Options, parseOptions } from './context.ts';

export const readmeFile = fileURLToPath(new URL('../README.md', import.meta.url));
const section = /(<!-- options:begin[^>]*-->\n)[\s\S]*?(<!-- options:end -->)/;

interface Property {
  readonly description?: string;
}

/** The table of all context options, as README shows it: from the schema that checks them. */
export function optionsTable(): string {
  const { properties = {} } = z.toJSONSchema(Options, { io: 'input', unrepresentable: 'any' });
  const defaults: Readonly<Record<string, unknown>> = parseOptions({});
  const rows = Object.entries(properties as Record<string, Property>).map(([name, { description = '' }]) => {
    const value = defaults[name];
    return `| \`${name}\` | ${value === undefined ? '–' : `\`${value}\``} | ${description} |`;
  });
  return ['| Option | Default | |', '| --- | --- | --- |', ...rows].join('\n');
}

/** README's text with the table as it should be. */
export const readmeWithOptions = (): string =>
  readFileSync(readmeFile, 'utf8').replace(section, (_all, begin, end) => `${begin}${optionsTable()}\n${end}`);
