import * as z from 'zod';
import type { Alert } from '../domain/alert/alert.ts';
import { AutoResolution, autoResolvesAt } from '../domain/alert/auto-resolution.ts';
import type { AutoResolutionStore } from '../ports/auto-resolution-store.ts';
import { ifPresent } from './conditions.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { indexKeys, keys } from './keys.ts';
import type { Table, WriteOperation } from './table.ts';

const OfAlert = AutoResolution.extend({ sourceId: z.number() });
type OfAlert = z.infer<typeof OfAlert>;
const form: Form<OfAlert> = { type: 'AUTO_RESOLUTION', schema: OfAlert };

/** What makes an alert that is about to be created due to be resolved, where its source has that. */
export function autoResolutionOfNew({ id, source, autoResolution }: Alert): WriteOperation[] {
  if (autoResolution === undefined) return [];
  const attributes = attributesOf(form, { ...autoResolution, sourceId: source.id });
  const due = indexKeys.due('auto-resolution', autoResolvesAt(autoResolution));
  return [{ put: itemAt(keys.autoResolution(id), attributes, due) }];
}

/** What a resolved alert is not due for any more. */
export const autoResolutionEnded = ({ id, status, autoResolution }: Alert): WriteOperation[] =>
  status === 'RESOLVED' && autoResolution !== undefined ? [{ delete: keys.autoResolution(id) }] : [];

/** When alerts are resolved, in their partitions, so that an alert is due for that and for its escalation apart. */
export function createAutoResolutionStore(table: Table): AutoResolutionStore {
  return {
    async get(alertId) {
      const item = await table.get(keys.autoResolution(alertId), { consistent: true });
      return item && entityOf(form, item);
    },

    async move(alertId, { timeout, since }, dueAt) {
      const set = { timeout, since, ...indexKeys.due('auto-resolution', dueAt) };
      await table.write([{ update: keys.autoResolution(alertId), set, remove: ['leases'], condition: ifPresent }]);
    },

    async delete(alertId) {
      await table.write([{ delete: keys.autoResolution(alertId) }]);
    },
  };
}
