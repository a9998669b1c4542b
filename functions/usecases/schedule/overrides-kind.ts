import type { AuditKind } from '../../domain/audit/kind.ts';
import type { Override, Schedule } from '../../domain/schedule/schedule.ts';

/** Some of a schedule's overrides, which are a change of the schedule. */
export interface SomeOverrides {
  readonly schedule: Pick<Schedule, 'id' | 'name'>;
  readonly overrides: readonly Override[];
}

/** Overrides, as changes of their schedule. */
export const overridesKind: AuditKind<SomeOverrides> = {
  kind: 'schedule',
  idOf: ({ schedule }) => schedule.id,
  nameOf: ({ schedule }) => schedule.name,
  members: {
    schedule: 'unsaid',
    overrides: {
      id: 'told',
      scheduleId: 'unsaid',
      userId: 'told',
      start: 'told',
      end: 'told',
      startsAt: 'unsaid',
      endsAt: 'unsaid',
      createdAt: 'unsaid',
    },
  },
};
