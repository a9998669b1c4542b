import type { AlertMembers } from '../domain/event/grouping/alert-members.ts';
import type { Heads } from '../domain/event/grouping/heads.ts';
import { ifAbsent, ifVersion } from './conditions.ts';
import { itemAt } from './items.ts';
import { keys } from './keys.ts';
import type { WriteOperation } from './table.ts';

/** The types of the items. What reads them is loaded only where a source groups (`grouping.ts`). */
export const groupingTypes = { heads: 'GROUP_HEADS', members: 'ALERT_MEMBERS' } as const;

/** The list of a source takes the place of the one that was read, or of none. */
export const headsWrite = (sourceId: number, heads: Heads): WriteOperation => ({
  put: itemAt(keys.groupHeads(sourceId), heads, { type: groupingTypes.heads }),
  condition: heads.version === 1 ? ifAbsent : ifVersion(heads.version - 1),
});

export const membersWrite = (alertId: number, members: AlertMembers): WriteOperation => ({
  put: itemAt(keys.alertMembers(alertId), members, { type: groupingTypes.members }),
});
