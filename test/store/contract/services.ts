import { describe, expect, it } from 'vitest';
import { VersionConflictError } from '../../../functions/domain/errors.ts';
import type { Incident } from '../../../functions/domain/incident/incident.ts';
import { withStatus } from '../../../functions/domain/service/service.ts';
import { plus } from '../../../functions/domain/time.ts';
import { aService, at, tenOClock } from '../../support/factories.ts';
import type { NewTable } from '../contract.ts';
import { newStore } from './subject.ts';

const anIncident = (id: number, facts: Partial<Incident> = {}): Incident => ({
  id,
  version: 0,
  summary: 'Slow',
  status: 'INVESTIGATING',
  sendNotification: false,
  affected: [{ serviceId: 5, impact: 'DEGRADED' }],
  alerts: [],
  subscribers: [],
  createdAt: tenOClock,
  updatedAt: tenOClock,
  openedAt: tenOClock,
  ...facts,
});

/** Services, their past, and the incidents that write it. */
export function serviceContract(newTable: NewTable): void {
  describe('services', () => {
    it('read back as they were written, labels and links of any names too', async () => {
      const { store } = await newStore(newTable);
      const labels = { 'a.b/c': '1', constructor: 'x', ' ': '' };
      const service = aService(5, { labels, links: [{ href: 'https://example.com', deep: { a: [1] } }] });
      await store.services.create(service);
      expect(await store.services.get(5)).toEqual(service);
      expect(await store.services.byName('Service 5')).toEqual(service);
      expect(await store.services.list({ offset: 0, limit: 10 })).toEqual([service]);
    });

    it('keep a long past beside them, in order, and take all of it with them', async () => {
      const { store, table } = await newStore(newTable);
      let stored = await store.services.create(aService(5));
      for (let index = 0; index < 300; index += 1) {
        const status = index % 2 === 0 ? 'MAJOR_OUTAGE' : 'OPERATIONAL';
        const changed = withStatus(stored, status, plus(tenOClock, { minutes: index }));
        stored = index % 10 === 9 ? await store.services.save(changed, stored) : changed;
        if (index % 10 === 9) stored = (await store.services.get(5)) ?? stored;
      }
      expect(stored.changes.length).toBeLessThanOrEqual(120);
      const past = (await store.services.recorded([stored], tenOClock)).get(5);
      expect(past?.changes.map((change) => change.at)).toEqual(
        Array.from({ length: 300 }, (_none, index) => plus(tenOClock, { minutes: index })),
      );
      await store.services.delete(stored);
      expect((await table.query({ partition: 'SERVICE#5' })).items).toEqual([]);
    });

    it('have overrides in the order they were made in, each written with its service', async () => {
      const { store } = await newStore(newTable);
      let service = await store.services.create(aService(5));
      const override = (ulid: string) => ({
        id: `5-${ulid}`,
        serviceId: 5,
        status: 'DEGRADED' as const,
        from: at('2026-11-01T10:00Z'),
        until: at('2026-11-01T11:00Z'),
        createdAt: tenOClock,
      });
      for (const ulid of ['01B', '01A']) {
        const write = { service: { ...service, firstOverrideFrom: at('2026-11-01T10:00Z') }, previous: service };
        await store.services.saveOverride(override(ulid), write);
        await expect(store.services.saveOverride(override('01C'), write)).rejects.toThrow(VersionConflictError);
        service = (await store.services.get(5)) ?? service;
      }
      expect(service.firstOverrideFrom).toBe(at('2026-11-01T10:00Z'));
      expect(await store.services.overrides(5)).toEqual([override('01A'), override('01B')]);
      expect((await store.services.recorded([service], tenOClock)).get(5)?.overrides).toHaveLength(2);
      const { firstOverrideFrom: _first, ...without } = service;
      await store.services.deleteOverride(override('01A'), { service: without, previous: service });
      expect(await store.services.override(5, '5-01A')).toBeUndefined();
      expect(await store.services.get(5)).toEqual({ ...without, version: service.version + 1 });
    });
  });

  describe('incidents', () => {
    it('are written with their services or not at all', async () => {
      const { store } = await newStore(newTable);
      const service = await store.services.create(aService(5));
      const held = { ...service, holds: [{ incidentId: 70, impact: 'DEGRADED' as const }] };
      await store.incidents.create(anIncident(70), { services: [{ service: held, previous: service }] });
      expect(await store.services.get(5)).toEqual({ ...held, version: service.version + 1 });
      const stale = { services: [{ service: held, previous: service }] };
      await expect(store.incidents.create(anIncident(71), stale)).rejects.toThrow(VersionConflictError);
      expect(await store.incidents.get(71)).toBeUndefined();
      const stored = (await store.incidents.get(70)) ?? expect.fail('no incident');
      await expect(store.incidents.save({ ...stored, summary: 'x' }, stored, stale)).rejects.toThrow(
        VersionConflictError,
      );
      expect(await store.incidents.get(70)).toEqual(anIncident(70));
    });

    it('are listed newest first by when they began, open ones apart, with what was said of them', async () => {
      const { store } = await newStore(newTable);
      const past = plus(tenOClock, { days: -40 });
      await store.incidents.create(anIncident(72, { createdAt: past }), {});
      const resolved = { status: 'RESOLVED', createdAt: plus(tenOClock, { minutes: 1 }) } as const;
      await store.incidents.create(anIncident(71, resolved), {});
      const update = { id: '01B', incidentId: 70, status: 'INVESTIGATING', content: 'x', affected: [] } as const;
      const whole = { ...update, affected: [], sendNotification: false, createdAt: tenOClock };
      const first = await store.incidents.create(anIncident(70), { update: whole });
      await store.incidents.save({ ...first, summary: 'y' }, first, { update: { ...whole, id: '01C' } });
      const idsOf = async (filter: object) =>
        (await store.incidents.list(filter, { offset: 0, limit: 10 })).map(({ id }) => id);
      expect(await idsOf({})).toEqual([71, 70, 72]);
      expect(await idsOf({ isOpen: true })).toEqual([70, 72]);
      expect(await idsOf({ from: tenOClock })).toEqual([71, 70]);
      expect(await idsOf({ until: tenOClock })).toEqual([72]);
      expect((await store.incidents.updates(70)).map(({ id }) => id)).toEqual(['01B', '01C']);
      const stored = (await store.incidents.get(70)) ?? expect.fail('no incident');
      await store.incidents.delete(stored, {});
      expect(await store.incidents.updates(70)).toEqual([]);
      expect(await idsOf({})).toEqual([71, 72]);
    });

    it('are due until their owner was reminded', async () => {
      const { store } = await newStore(newTable);
      const dueAt = plus(tenOClock, { hours: 4 });
      const made = await store.incidents.create(anIncident(70, { dueAt }), {});
      expect(await store.due.list('incident', dueAt, 10)).toEqual([{ kind: 'incident', id: 70, dueAt }]);
      expect(await store.due.lease({ kind: 'incident', id: 70, dueAt }, plus(dueAt, { minutes: 2 }))).toBe(0);
      const { dueAt: _done, ...reminded } = made;
      await store.incidents.save(reminded, made, {});
      expect(await store.due.list('incident', plus(dueAt, { days: 9 }), 10)).toEqual([]);
    });
  });

  describe('planned work of services', () => {
    it('is kept with them, past work too, until they are taken out', async () => {
      const { store } = await newStore(newTable);
      const times = {
        id: 9,
        timezone: 'UTC',
        start: '2026-11-01T10:00',
        end: '2026-11-01T11:00',
        startsAt: at('2026-11-01T10:00Z'),
        endsAt: at('2026-11-01T11:00Z'),
      };
      const facts = { version: 0, summary: 'x', sources: [], createdAt: tenOClock, updatedAt: tenOClock, upcoming: [] };
      const made = await store.maintenance.create({ ...times, ...facts, services: [5, 6] });
      expect(await store.maintenance.ofServices([5, 6, 7])).toEqual(
        new Map([
          [5, [times]],
          [6, [times]],
        ]),
      );
      await store.maintenance.save({ ...made, services: [6] }, made);
      expect((await store.maintenance.ofServices([5, 6])).get(5)).toEqual([]);
    });
  });
}
