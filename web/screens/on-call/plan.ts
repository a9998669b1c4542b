import type { Override, ScheduleEdition } from '../../../functions/domain/schedule/schedule.ts';
import { parseTime } from './times.ts';

/** Somebody whom a schedule names. */
export interface Planned {
  readonly id: number;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly shiftColor?: string;
}

/** A schedule with all that its shifts are computed from, as the domain takes it. */
export interface Plan {
  readonly id: number;
  readonly name: string;
  readonly timezone: string;
  readonly type: 'STATIC' | 'RECURRING';
  readonly editions: ScheduleEdition[];
  readonly overrides: readonly Override[];
  readonly people: ReadonlyMap<number, Planned>;
  /** The time for which overrides are known, in milliseconds. */
  readonly known: { readonly start: number; readonly end: number };
}

interface ScheduleOnWire {
  readonly id: number;
  readonly name: string;
  readonly timezone: string;
  readonly type: 'STATIC' | 'RECURRING';
  readonly plan?: {
    readonly from: string;
    readonly until: string;
    readonly editions: readonly unknown[];
    readonly overrides: readonly { readonly userId: number }[];
    readonly people: readonly Planned[];
  };
}

/** Of a schedule that was read with `include=plan`. The API answers what the domain keeps, member by member. */
export function planOf({ id, name, timezone, type, plan }: ScheduleOnWire): Plan {
  const { editions = [], overrides = [], people = [], from = '', until = '' } = plan ?? {};
  return {
    id,
    name,
    timezone,
    type,
    editions: editions as ScheduleEdition[],
    overrides: overrides.map((one) => ({ ...one, scheduleId: id })) as unknown as Override[],
    people: new Map(people.map((person) => [person.id, person])),
    known: { start: parseTime(from), end: parseTime(until) },
  };
}

/** A person of a plan; somebody who is not known there by their number. */
export const personIn = ({ people }: Pick<Plan, 'people'>, id: number): Planned => people.get(id) ?? { id };
