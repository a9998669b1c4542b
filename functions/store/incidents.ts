import { IdCollisionError, VersionConflictError } from '../domain/errors.ts';
import { Incident, IncidentUpdate, isOpenIncident } from '../domain/incident/incident.ts';
import { tellingOf } from '../domain/telling/of-incident.ts';
import type { IncidentBesides, IncidentStore } from '../ports/incident-store.ts';
import { type AuditTerm, auditSteps } from './audit-items.ts';
import { runSteps } from './automation-items.ts';
import { ifAbsent, ifVersion } from './conditions.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import {
  incidentPartition,
  incidentsPartition,
  incidentUpdatePrefix,
  indexKeys,
  keys,
  openIncidentsPartition,
} from './keys.ts';
import { allOf, entriesOf, itemsInOrder, pageOf, pageSize } from './pages.ts';
import { changeService, withRoom } from './service-items.ts';
import type { Item, Table } from './table.ts';
import { tellingSteps } from './telling-items.ts';
import { type Step, writeInTurn, writeSteps } from './writes.ts';

const form: Form<Incident> = { type: 'INCIDENT', schema: Incident };
const updateForm: Form<IncidentUpdate> = { type: 'INCIDENT_UPDATE', schema: IncidentUpdate };
const mostUpdates = 500;

const keyOf = (id: number) => keys.configuration('INCIDENT', id);

const itemOf = (incident: Incident): Item =>
  itemAt(
    keyOf(incident.id),
    attributesOf(form, incident),
    indexKeys.incident(incident.createdAt, incident.id),
    isOpenIncident(incident) ? indexKeys.openIncident(incident.createdAt, incident.id) : {},
    incident.dueAt === undefined ? {} : indexKeys.due('incident', incident.dueAt),
  );

/** Incidents with what was said of them. Services that an incident changes are written in its transaction. */
export function createIncidentStore(table: Table, { auditDays }: AuditTerm): IncidentStore {
  async function write(
    incident: Step,
    { id, summary }: Incident,
    { update, services = [], automation, audit }: IncidentBesides,
  ): Promise<void> {
    const changed = await Promise.all(
      services.map(async ({ service, previous }) => ({ service: await withRoom(table, service), previous })),
    );
    await writeSteps(table, [
      incident,
      ...changed.map(changeService),
      ...(update === undefined ? [] : [stepOf(update)]),
      ...(automation === undefined ? [] : runSteps(automation)),
      ...tellingSteps(tellingOf({ id, summary }, update)),
      ...auditSteps(audit, auditDays),
    ]);
  }

  const stepOf = (update: IncidentUpdate): Step => ({
    operation: {
      put: itemAt(keys.incidentUpdate(update.incidentId, update.id), attributesOf(updateForm, update)),
      condition: ifAbsent,
    },
    refused: () => new IdCollisionError(`incident update ${update.id}`),
  });

  return {
    async get(id) {
      const item = await table.get(keyOf(id), { consistent: true });
      return item && entityOf(form, item);
    },

    getMany: async (ids) => (await itemsInOrder(table, ids.map(keyOf))).map((item) => entityOf(form, item)),

    async list({ isOpen = false, from, until }, page) {
      const query = {
        index: isOpen ? 'open' : 'list',
        partition: isOpen ? openIncidentsPartition : incidentsPartition,
        // An order begins with the instant, so `until` itself is excluded.
        sort: { between: [from ?? '0', until ?? '~'] },
        order: 'descending',
        limit: pageSize(page),
      } as const;
      const entries = await pageOf(entriesOf(table, query), page);
      return (await itemsInOrder(table, entries)).map((item) => entityOf(form, item));
    },

    async create(incident, besides) {
      const operation = { put: itemOf(incident), condition: ifAbsent };
      await write({ operation, refused: () => new IdCollisionError(`incident ${incident.id}`) }, incident, besides);
      return incident;
    },

    async save(incident, previous, besides) {
      const next = { ...incident, version: previous.version + 1 };
      const operation = { put: itemOf(next), condition: ifVersion(previous.version) };
      await write({ operation, refused: () => new VersionConflictError(`incident ${incident.id}`) }, next, besides);
      return next;
    },

    async delete(incident, besides) {
      const operation = { delete: keyOf(incident.id), condition: ifVersion(incident.version) };
      await write({ operation, refused: () => new VersionConflictError(`incident ${incident.id}`) }, incident, besides);
      const rest = await allOf(table, { partition: incidentPartition(incident.id) });
      await writeInTurn(
        table,
        rest.map(({ PK, SK }) => ({ delete: { PK, SK } })),
      );
    },

    async updates(id) {
      const query = {
        partition: incidentPartition(id),
        sort: { beginsWith: incidentUpdatePrefix },
        order: 'descending',
        limit: mostUpdates,
      } as const;
      const items = await pageOf(entriesOf(table, query), { offset: 0, limit: mostUpdates });
      return items.map((item) => entityOf(updateForm, item)).reverse();
    },
  };
}
