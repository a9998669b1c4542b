import { maintenanceScope, newTelling, type Telling, type WindowMoment } from '../telling/telling.ts';
import type { Instant } from '../time.ts';
import type { MaintenanceWindow } from './maintenance-window.ts';
import type { Occurrence } from './occurrences.ts';

/** A moment of planned work that is told, of one of its occurrences. */
export interface ToldMoment extends Occurrence {
  readonly moment: WindowMoment;
  readonly at: Instant;
}

export type Announced = Pick<
  MaintenanceWindow,
  'id' | 'timezone' | 'start' | 'end' | 'startsAt' | 'endsAt' | 'recurrence' | 'services' | 'notifications'
>;

/** Whether anything of a window is told while it comes and goes; what is told when it is made is told with it. */
export const isAnnounced = ({ services, notifications }: Pick<Announced, 'services' | 'notifications'>): boolean =>
  services.length > 0 &&
  notifications !== undefined &&
  [notifications.at24HoursBefore, notifications.at1HourBefore, notifications.atStart, notifications.atEnd].includes(
    true,
  );

/** What subscribers are told at one moment of one occurrence, once. */
export function tellingOfMoment(
  { id, summary, description = '', services }: Pick<MaintenanceWindow, 'id' | 'summary' | 'description' | 'services'>,
  { moment, start, end }: Pick<ToldMoment, 'moment' | 'start' | 'end'>,
  now: Instant,
): Telling {
  const told = { kind: 'MAINTENANCE' as const, windowId: id, moment, start, end, summary, description, services };
  return newTelling(maintenanceScope(id), `${moment}#${start}`, told, now);
}

/** What subscribers are told of a window that was just made: of its first occurrence; undefined where nobody is to be told. */
export function tellingOfNew(window: MaintenanceWindow): Telling | undefined {
  const { services, notifications, createdAt } = window;
  if (services.length === 0 || notifications?.atCreation !== true) return undefined;
  const { start, end } = window.upcoming.find(({ end }) => end > createdAt) ?? {
    start: window.startsAt,
    end: window.endsAt,
  };
  return tellingOfMoment(window, { moment: 'CREATED', start, end }, createdAt);
}
