import { type ConnectorType, connectorNeed } from '../domain/alert-action/connector-type.ts';
import type { ActionDriver } from './driver.ts';
import { actionParams } from './params/action-params.ts';
import { type ConnectedType, connectorParams } from './params/connector-params.ts';

interface Shape {
  readonly shape: Readonly<Record<string, { safeParse(value: unknown): { readonly success: boolean } }>>;
}

/** The members by name, with a star where they have to be there. */
const members = ({ shape }: Shape): string =>
  Object.entries(shape)
    .map(([name, schema]) => `\`${name}${schema.safeParse(undefined).success ? '' : '*'}\``)
    .join(' ');

function connectorOf(type: ConnectorType): string {
  if (connectorNeed(type) === 'none' || !(type in connectorParams)) return '';
  const named = members(connectorParams[type as ConnectedType]);
  return named === '' ? 'without params' : named;
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The table of all types: what they take, do, and where a repeat may be seen. */
export function tableOfActions(drivers: readonly ActionDriver[]): string {
  const rows = drivers.map(({ type, name, source, does, doubles }) => {
    const linked = `[${name}](${source[0] ?? ''})`;
    const told = [
      linked,
      `\`${type}\``,
      members(actionParams[type]),
      connectorOf(type),
      does.first,
      does.update,
      does.end,
    ];
    return `| ${[...told, doubles ?? '–'].map(cell).join(' | ')} |`;
  });
  return [
    '| Type | `connectorType` | `params` | `params` of its connector | First trigger | Others | Resolved | A repeat may double |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
