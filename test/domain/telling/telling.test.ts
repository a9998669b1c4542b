import { describe, expect, it } from 'vitest';
import type { IncidentUpdate } from '../../../functions/domain/incident/incident.ts';
import { tellingOf } from '../../../functions/domain/telling/of-incident.ts';
import { countsOf, type Recipient, recipientsOfPart, servicesTold } from '../../../functions/domain/telling/telling.ts';
import { at, tenOClock as ten } from '../../support/factories.ts';

const update: IncidentUpdate = {
  id: 'u1',
  incidentId: 5,
  status: 'MONITORING',
  content: 'Better.',
  affected: [{ serviceId: 1, impact: 'DEGRADED' }],
  sendNotification: true,
  createdAt: ten,
};

describe('what is told of an incident', () => {
  it('is what was said, once per saying', () => {
    const telling = tellingOf({ id: 5, summary: 'Down' }, update);
    expect(telling).toEqual({
      scope: 'INCIDENT#5',
      id: 'u1',
      version: 0,
      told: {
        kind: 'INCIDENT',
        incidentId: 5,
        updateId: 'u1',
        summary: 'Down',
        status: 'MONITORING',
        message: 'Better.',
        affected: update.affected,
      },
      at: ten,
      round: 0,
      dueAt: ten,
    });
    expect(telling && servicesTold(telling.told)).toEqual([1]);
    expect(tellingOf({ id: 5, summary: 'Down' }, { ...update, sendNotification: false })).toBeUndefined();
    expect(tellingOf({ id: 5, summary: 'Down' }, undefined)).toBeUndefined();
  });

  it('is about services, as planned work is', () => {
    const [start, end] = [ten, at('2026-11-21T11:00:00Z')];
    const work = { kind: 'MAINTENANCE' as const, windowId: 4, moment: 'STARTED' as const, start, end };
    expect(servicesTold({ ...work, summary: 'Disks', description: '', services: [2, 3] })).toEqual([2, 3]);
  });

  it('is told by twenty-five between two marks: what dies in between tells no more of them twice', () => {
    expect(recipientsOfPart).toBe(25);
  });

  it('is counted by what became of it', () => {
    const one = (state?: Recipient['state']): Recipient => ({
      channel: 'EMAIL',
      target: 'ada@example.com',
      language: 'en',
      services: [],
      ...(state && { state }),
    });
    const all = [one(), one('SENT'), one('FAILED'), one('SENT'), one('SENT'), one('SENT'), one('FAILED')];
    expect(countsOf(all)).toEqual({ recipients: 7, sent: 4, failed: 2 });
  });
});
