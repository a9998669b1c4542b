import { someSchedule } from '../configure.ts';
import type { ScheduleSketch } from '../plan.ts';
import { scheduleInput } from '../set-up.ts';
import type { Capability } from './capability.ts';
import { sometimes } from './choices.ts';

export interface EditScheduleOperation {
  readonly at: number;
  readonly kind: 'edit-schedule';
  readonly schedule: ScheduleSketch;
}

export const editSchedule: Capability<EditScheduleOperation> = {
  kind: 'edit-schedule',
  generate: (random, { configuration: { schedules, users }, until, ...season }) =>
    sometimes(random, schedules.length > 0 ? 0.25 : 0, [1, 2], () => {
      const { id, layers } = random.pick(schedules);
      const userIds = users.map((user) => user.id);
      const isRecurring = layers.length > 0;
      return {
        at: random.next() * until,
        kind: 'edit-schedule',
        schedule: someSchedule(random, { id, isRecurring, userIds }, season),
      };
    }),
  perform: (people, { schedule }) =>
    void people.callApi('PUT', `/api/schedules/${schedule.id}`, { body: scheduleInput(schedule) }),
};
