import { expect, it } from 'vitest';
import type { Telling, Told } from '../../../functions/domain/telling/telling.ts';
import { plus } from '../../../functions/domain/time.ts';
import { webhookBody } from '../../../functions/usecases/telling/webhook-body.ts';
import { tenOClock } from '../../support/factories.ts';

const telling = (told: Told): Telling => ({ scope: 'x', id: 'y', version: 0, told, at: tenOClock, round: 0 });
const services = [
  { id: 11, name: 'Shop' },
  { id: 12, name: 'Search' },
];
const url = 'https://acme.status.example.com/';

const work: Extract<Told, { kind: 'MAINTENANCE' }> = {
  kind: 'MAINTENANCE',
  windowId: 800,
  moment: 'HOUR_BEFORE',
  start: plus(tenOClock, { hours: 1 }),
  end: plus(tenOClock, { hours: 2 }),
  summary: 'Database update',
  description: 'Half an hour of **silence**',
  services: [11, 12],
};
const incident: Extract<Told, { kind: 'INCIDENT' }> = {
  kind: 'INCIDENT',
  incidentId: 900,
  updateId: 'U1',
  summary: 'Payments fail',
  status: 'MONITORING',
  message: 'We look into it',
  affected: [{ serviceId: 11, impact: 'PARTIAL_OUTAGE' }],
};

it('a webhook is told of planned work', () => {
  const { kind: _kind, windowId: id, moment: _moment, ...facts } = work;
  expect(webhookBody(telling(work), services, url)).toEqual({
    version: 1,
    type: 'maintenance.hour_before',
    timestamp: tenOClock,
    page: url,
    maintenance: { ...facts, id, services, url: `${url}maintenances/800` },
  });
});

it.each([
  ['MONITORING', 'incident.updated'],
  ['RESOLVED', 'incident.resolved'],
] as const)('a webhook is told of an incident that is %s', (status, type) => {
  const { summary, message } = incident;
  expect(webhookBody(telling({ ...incident, status }), services, url)).toEqual({
    version: 1,
    type,
    timestamp: tenOClock,
    page: url,
    incident: {
      ...{ id: 900, update: 'U1', summary, status, message },
      services: [
        { id: 11, name: 'Shop', impact: 'PARTIAL_OUTAGE' },
        { id: 12, name: 'Search', impact: undefined },
      ],
      url: `${url}incidents/900`,
    },
  });
});

it('a webhook is told no address where no page tells it', () => {
  for (const told of [work, incident])
    expect(JSON.stringify(webhookBody(telling(told), [], undefined))).not.toMatch(/url|page/);
});
