import type { AutomationRunStore } from '../ports/automation-store.ts';
import { type AuditTerm, auditSteps } from './audit-items.ts';
import { runItem, runOf, runSteps } from './automation-items.ts';
import { ifAbsent } from './conditions.ts';
import { keys } from './keys.ts';
import { itemsInOrder } from './pages.ts';
import { changeService, withRoom } from './service-items.ts';
import type { Table } from './table.ts';
import { writeSteps } from './writes.ts';

/** What automation has done for alerts, in their partitions. */
export function createAutomationRunStore(table: Table, { auditDays }: AuditTerm): AutomationRunStore {
  return {
    async get(alertId) {
      const item = await table.get(keys.automationOfAlert(alertId), { consistent: true });
      return item && runOf(item);
    },

    getMany: async (alertIds) => (await itemsInOrder(table, alertIds.map(keys.automationOfAlert))).map(runOf),

    async begin(run) {
      await table.write([{ put: runItem(run), condition: ifAbsent }]);
    },

    async save(write, { services, audit } = { services: [], audit: [] }) {
      const told = await Promise.all(
        services.map(async ({ service, previous }) => ({ service: await withRoom(table, service), previous })),
      );
      await writeSteps(table, [...runSteps(write), ...told.map(changeService), ...auditSteps(audit, auditDays)]);
    },
  };
}
