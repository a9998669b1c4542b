import { AlertMembers } from '../domain/event/grouping/alert-members.ts';
import { Heads } from '../domain/event/grouping/heads.ts';
import type { GroupingStore } from '../ports/grouping-store.ts';
import { groupingTypes } from './grouping-writes.ts';
import { entityOf, type Form } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

const headsForm: Form<Heads> = { type: groupingTypes.heads, schema: Heads };
const membersForm: Form<AlertMembers> = { type: groupingTypes.members, schema: AlertMembers };

/** What grouping beyond the key has to know: which alerts of a source may take in more, and what is in an alert. */
export const createGroupingStore = (table: Table): GroupingStore => ({
  async heads(sourceId) {
    const item = await table.get(keys.groupHeads(sourceId), { consistent: true });
    return item && entityOf(headsForm, item);
  },

  async members(alertId) {
    const item = await table.get(keys.alertMembers(alertId), { consistent: true });
    return item && entityOf(membersForm, item);
  },
});
