import type { Integration } from './adapter.ts';
import { isRecord } from './reader.ts';

/** The address that pages show; everybody has another one. */
const host = 'https://alerts.example.com';

const addressOf = (slug: string): string => `${host}/api/v1/events/${slug}/<key>`;

/** The text with the address in place of `{url}`, as code wherever it does not stand in code. */
const withAddress = (text: string, address: string): string =>
  text
    .split('`')
    .map((part, index) => part.replaceAll('{url}', index % 2 === 1 ? address : `\`${address}\``))
    .join('`');

const cell = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('|', '\\|').replaceAll('\n', ' ');

/** What becomes of the sample, so that the page shows what the adapter really does. */
function readingTable({ sample, read }: Integration): string[] {
  const { events } = read({ headers: {}, query: {}, body: sample, isLenient: true, requestId: '…' });
  const [event] = events;
  if (event === undefined) return [];
  const { customDetails: _whole, group: _group, details: _details, ...told } = event;
  const rows = Object.entries(told).filter(([, value]) => value !== undefined);
  return [
    '## What becomes of it',
    '',
    '| | |',
    '| --- | --- |',
    ...rows.map(([name, value]) => `| \`${name}\` | ${cell(value)} |`),
    '',
  ];
}

const published = ({ source }: Integration): string[] =>
  source.length === 0
    ? []
    : ['## Where the form of its messages is published', '', ...source.map((address) => `- <${address}>`), ''];

/** The page of a tool: its address, how it is set up and resolves, where its messages are described, and an example. */
export function pageOf(integration: Integration): string {
  const { name, slug, aliases, integrationType, resolves, setup, sample } = integration;
  const also = aliases.length === 0 ? '' : ` (also ${aliases.map((alias) => `\`${alias}\``).join(', ')})`;
  return [
    `# ${name}`,
    '',
    '<!-- made by `npm run docs` from functions/integrations -->',
    '',
    `Address: \`${addressOf(slug)}\`${also}. \`integrationType\`: \`${integrationType}\`.`,
    '',
    '## Set-up',
    '',
    withAddress(setup, addressOf(slug)),
    '',
    '## Resolves when',
    '',
    `${resolves}.`,
    '',
    ...published(integration),
    '## A message',
    '',
    '```json',
    isRecord(sample) || Array.isArray(sample) ? JSON.stringify(sample, null, 2) : String(sample),
    '```',
    '',
    ...readingTable(integration),
    'What holds for every tool: [Connecting monitoring tools](../integrations.md).',
    '',
  ].join('\n');
}

/** The table of all tools, each with its page. */
export function tableOf(integrations: readonly Integration[]): string {
  const sorted = [...integrations].sort((a, b) => a.name.toLowerCase().localeCompare(b.name.toLowerCase(), 'en'));
  const rows = sorted.map(
    ({ name, slug, integrationType, resolves }) =>
      `| [${cell(name)}](integrations/${slug}.md) | \`${slug}\` | \`${integrationType}\` | ${cell(resolves)} |`,
  );
  return ['| Tool | `<tool>` | `integrationType` | Resolves when |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
