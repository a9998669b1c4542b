import { always } from '../../domain/audit/kind.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { Kind } from '../configuration/kind.ts';

/** Schedules. An edit adds an edition, which is told; older ones are put away or cut short as time goes by. */
export const scheduleKind: Kind<Schedule> = {
  kind: 'schedule',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  store: (store) => store.schedules,
  members: {
    ...always,
    name: 'told',
    timezone: 'told',
    type: 'told',
    editions: 'told',
    hasArchive: 'unsaid',
    showGaps: 'told',
    defaultShiftDuration: 'told',
    teams: 'told',
    feedHash: 'secret',
    // The address of a calendar is often the key to it; the rest is what was read there.
    import: {
      url: 'secret',
      fetchedAt: 'unsaid',
      error: 'unsaid',
      text: 'unsaid',
      unreadable: 'unsaid',
      problems: 'unsaid',
      unknown: 'unsaid',
    },
  },
};
