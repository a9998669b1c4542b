import type { Role } from '../../functions/domain/access/actor.ts';
import type { Ownership } from './matrix-table.ts';
import type { Tenant } from './rights-world.ts';

/** The kinds of things that teams own, by the path of one. Incidents are seen by whoever sees a service of theirs. Alerts belong to the teams of their source and policy. */
export const ownedPaths = [
  'alert-sources',
  'event-flows',
  'escalation-policies',
  'schedules',
  'support-hours',
  'heartbeat-monitors',
  'services',
  'incident-templates',
  'status-pages',
  'metrics',
  'metric-data-sources',
  'alert-actions',
  'deployment-pipelines',
];

/** Lets teams own everything that they can own in the tenant. */
export async function give(
  world: Tenant,
  owner: Ownership,
  role: Role,
  kinds: readonly string[] = ownedPaths,
): Promise<readonly { readonly id: number }[]> {
  const teamOf = async (name: string, visibility: string, isOwn: boolean): Promise<{ id: number }> => {
    const teamRole = role === 'STAKEHOLDER' ? role : 'RESPONDER';
    const members = isOwn ? [{ user: { id: world.callerId }, role: teamRole }] : [];
    const { body } = await world.call('POST', '/api/teams', { body: { name, visibility, members } });
    return { id: body.id };
  };
  const teams: Readonly<Record<Ownership, () => Promise<{ id: number }[]>>> = {
    nobody: async () => [],
    'own public': async () => [await teamOf('OP', 'PUBLIC', true)],
    'other public': async () => [await teamOf('XP', 'PUBLIC', false)],
    'own private': async () => [await teamOf('OS', 'PRIVATE', true)],
    'other private': async () => [await teamOf('XS', 'PRIVATE', false)],
    both: async () => [await teamOf('XP', 'PUBLIC', false), await teamOf('OS', 'PRIVATE', true)],
  };
  const given = await teams[owner]();
  // A connection is an alert action, and only as that it has owners.
  const connection = world.requestOf('GET', '/api/v1/connections/{id}').path.replace('v1/connections', 'alert-actions');
  const paths = kinds.map((kind) => world.requestOf('GET', `/api/${kind}/{id}`).path);
  for (const path of kinds.includes('alert-actions') ? [...paths, connection] : paths) {
    const { body } = await world.call('GET', path, { query: 'include=shifts' });
    const { status, text } = await world.call('PUT', path, { body: { ...body, teams: given } });
    if (status !== 200) throw new Error(`PUT ${path} was answered ${status}: ${text}`);
  }
  // The alert of the tenant was made before: what it belongs to is what its source belonged to then.
  const { path } = world.requestOf('GET', '/api/alerts/{id}');
  const alert = await world.store.alerts.get(Number(path.split('/').at(-1)));
  if (alert === undefined) throw new Error('the tenant has no alert');
  if (kinds.length > 0) await world.store.alerts.save({ ...alert, teams: given.map(({ id }) => id) }, { log: [] });
  return given;
}
