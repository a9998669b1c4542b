import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Statuspage } from 'statuspage.io';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageFiles } from '../../../functions/render/page/files.ts';
import { aBusyView } from './view.ts';

/** A client of Statuspage, as its users run it: what it reads must be what it expects, without a change. */
const client = new Statuspage('acme');
let server: Server;

beforeAll(async () => {
  const files = pageFiles(aBusyView());
  server = createServer((request, response) => {
    const file = files.get((request.url ?? '/').slice(1));
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' }).end(file?.body);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  client.setApiUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("a reader of Statuspage's format", () => {
  it('reads the status and the components', async () => {
    expect((await client.api.getStatus()).status).toEqual({
      indicator: 'critical',
      description: 'Major Service Outage',
    });
    const { components } = await client.api.getComponents();
    expect(components.map(({ name, status }) => `${name}: ${status}`).slice(0, 3)).toEqual([
      'Website: operational',
      'Shop: partial_outage',
      'Checkout: partial_outage',
    ]);
  });

  it('reads the summary', async () => {
    const summary = await client.api.getSummary();
    expect(summary.incidents.map(({ name }) => name)).toEqual(['Card payments fail for some customers']);
    expect(summary.scheduled_maintenances.map(({ name }) => name)).toEqual([
      'Mail servers get new disks',
      'Database upgrade',
    ]);
  });

  it('reads incidents, those that are over among them, and their updates', async () => {
    expect((await client.api.incidents.getAll()).incidents.map(({ status }) => status)).toEqual([
      'identified',
      'resolved',
      'resolved',
    ]);
    const [open] = (await client.api.incidents.getUnresolved()).incidents;
    expect(open?.incident_updates.map(({ status }) => status)).toEqual(['identified', 'investigating']);
  });

  it('reads maintenance that comes', async () => {
    const { scheduled_maintenances: coming } = await client.api.scheduledMaintenances.getUpcoming();
    expect(coming.map(({ status, scheduled_for }) => `${status} ${scheduled_for}`)).toEqual([
      'scheduled 2026-12-02T21:00:00.000Z',
    ]);
  });
});
