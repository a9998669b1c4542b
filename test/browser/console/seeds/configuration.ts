import type { LocalCloud } from '../../../support/local-cloud.ts';
import { hostile, hostileName, hostileText, make, type Seeded } from '../hostile.ts';

/** One of each kind of plain configuration, written by somebody who means harm. */
export async function seedConfiguration(cloud: LocalCloud, { person, source }: Seeded): Promise<Seeded> {
  const post = (path: string, body: unknown) => make(cloud, 'POST', path, body);
  const name = hostileName(100);
  const team = await post('/api/teams', { name: hostileName(96), members: [{ user: { id: person }, role: 'ADMIN' }] });
  const teams = [{ id: team.id }];
  const hours = await post('/api/support-hours', {
    name,
    timezone: 'Europe/Berlin',
    supportDays: { MONDAY: { start: '22:00', end: '06:00' }, SUNDAY: { start: '00:00', end: '00:00' } },
    exceptions: [{ name, start: '2026-12-24', end: '2026-12-26', supportStatus: 'OUTSIDE' }],
    teams,
  });
  const window = await post('/api/maintenance-windows', {
    summary: hostileName(200),
    description: hostileText(4000),
    timezone: 'Europe/Berlin',
    start: '2036-12-01T22:00',
    end: '2036-12-02T02:00',
    recurrence: 'FREQ=WEEKLY;BYDAY=TU',
    alertSources: [{ id: source }],
  });
  const monitor = await post('/api/heartbeat-monitors', {
    name,
    intervalSec: 3600,
    alertSummary: hostileName(200),
    alertSource: { id: source },
    teams,
  });
  const pipeline = await post('/api/deployment-pipelines', {
    name,
    integrationType: 'GITHUB',
    params: { branchFilters: [hostileName(60)] },
    teams,
  });
  const connector = await post('/api/connectors', {
    type: 'jira',
    name,
    params: { url: `https://example.com/${'x'.repeat(900)}`, email: 'a@example.com', password: hostileName(200) },
  });
  const action = await post('/api/alert-actions', {
    name,
    connectorType: 'webhook',
    triggerMode: 'AUTOMATIC',
    triggerTypes: ['alert-created'],
    params: {
      webhookUrl: 'https://example.com/hook',
      bodyTemplate: hostile.html.replaceAll('{{7*7}}', ''),
      headers: [{ key: 'X-Team', value: 'a'.repeat(400) }],
    },
    alertSources: [{ id: source }],
    teams,
  });
  const provider = await post('/api/identity-providers', {
    name,
    issuer: 'https://login.example.com',
    clientId: 'x'.repeat(120),
    domains: ['hostile.example.net'],
    roleMappings: [{ value: hostileName(100), role: 'ADMIN' }],
    teamMappings: [{ value: hostileName(100), team: { id: team.id }, teamRole: 'USER' }],
  });
  const app = await post('/api/developers/apps', {
    name,
    redirectUris: [`https://example.com/${'y'.repeat(300)}`],
    scopes: ['alert:r'],
  });
  await make(cloud, 'PUT', `/api/heartbeat-monitors/${monitor.id}`, { name: hostileName(80), intervalSec: 60, teams });
  return {
    team: team.id,
    hours: hours.id,
    window: window.id,
    monitor: monitor.id,
    pipeline: pipeline.id,
    connector: connector.id,
    action: action.id,
    provider: provider.id,
    app: app.id,
  };
}
