import type { EditionContent } from '../../../functions/domain/schedule/edition.ts';
import { parseTurnLength } from '../../../functions/domain/schedule/rotation.ts';
import type { ScheduleLayer } from '../../../functions/domain/schedule/schedule.ts';
import { daysOfWeek } from '../../../functions/domain/schedule/week.ts';
import { dayLength } from '../../../functions/domain/wall-time.ts';
import { asLocalText, hour, knownZone } from './times.ts';

export type DayName = (typeof daysOfWeek)[number];

/** A person as forms have them. */
export interface PersonRef {
  readonly id: number;
  readonly name?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
}

/** Somebody's place in a layer; the same person may stand there twice. */
export interface Participant {
  readonly key: number;
  readonly user: PersonRef;
}

/** When somebody may be on call: at some days from a time to another, or through the week from a point to another. */
export type RestrictionForm =
  | {
      readonly kind: 'daily';
      readonly key: number;
      readonly days: readonly DayName[];
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'weekly';
      readonly key: number;
      readonly fromDay: DayName;
      readonly from: string;
      readonly toDay: DayName;
      readonly to: string;
    };

export type RotationUnit = 'hours' | 'days' | 'weeks';

export interface LayerForm {
  readonly key: number;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly count: number | undefined;
  readonly unit: RotationUnit;
  readonly participants: readonly Participant[];
  readonly restrictions: readonly RestrictionForm[];
}

export interface ShiftForm {
  readonly key: number;
  readonly user: PersonRef | undefined;
  readonly start: string;
  readonly end: string;
}

export interface ScheduleForm {
  readonly name: string;
  readonly timezone: string;
  readonly type: 'RECURRING' | 'STATIC';
  readonly layers: readonly LayerForm[];
  readonly shifts: readonly ShiftForm[];
  readonly isImported: boolean;
  readonly calendarUrl: string;
  readonly showGaps: boolean;
  readonly defaultShiftDuration: string;
  readonly teams: readonly PersonRef[];
}

let lastKey = 0;

/** Rows of a form are told apart by such numbers while they have no other name. */
export const newKey = (): number => {
  lastKey += 1;
  return lastKey;
};

interface ScheduleOnWire {
  readonly name: string;
  readonly timezone: string;
  readonly type: 'RECURRING' | 'STATIC';
  readonly scheduleLayers?: readonly {
    readonly startsOn: string;
    readonly rotation: string;
    readonly users: readonly PersonRef[];
    readonly name?: unknown;
    readonly endsOn?: unknown;
    readonly restrictions?: unknown;
  }[];
  readonly shifts?: readonly { readonly user: PersonRef; readonly start: string; readonly end: string }[];
  readonly calendarUrl?: string | null;
  readonly calendarStatus?: unknown;
  readonly showGaps: boolean;
  readonly defaultShiftDuration: string;
  readonly teams: readonly PersonRef[];
}

type Restrictions = NonNullable<ScheduleLayer['restrictions']>;

/** What a form shows of a saved schedule. */
export function formOf(schedule: ScheduleOnWire): ScheduleForm {
  const zone = knownZone(schedule.timezone);
  return {
    name: schedule.name,
    timezone: schedule.timezone,
    type: schedule.type,
    layers: (schedule.scheduleLayers ?? []).map((layer) => ({
      key: newKey(),
      name: typeof layer.name === 'string' ? layer.name : '',
      startsOn: asLocalText(layer.startsOn, zone),
      endsOn: asLocalText(typeof layer.endsOn === 'string' ? layer.endsOn : '', zone),
      ...rotationOf(layer.rotation),
      participants: layer.users.map((user) => ({ key: newKey(), user })),
      restrictions: restrictionForms((layer.restrictions as Restrictions | undefined) ?? []),
    })),
    shifts: (schedule.shifts ?? []).map(({ user, start, end }) => ({
      key: newKey(),
      user,
      start: asLocalText(start, zone),
      end: asLocalText(end, zone),
    })),
    isImported: schedule.calendarStatus !== undefined,
    calendarUrl: schedule.calendarUrl ?? '',
    showGaps: schedule.showGaps,
    defaultShiftDuration: schedule.defaultShiftDuration,
    teams: schedule.teams,
  };
}

/** `P2W` is two weeks, `P3D` three days, `PT12H` twelve hours. */
export function rotationOf(text: string): { readonly count: number | undefined; readonly unit: RotationUnit } {
  const length = parseTurnLength(text);
  if (length === undefined) return { count: undefined, unit: 'weeks' };
  if (length.clock === 'elapsed') return { count: length.milliseconds / hour, unit: 'hours' };
  const days = length.milliseconds / dayLength;
  return days % 7 === 0 ? { count: days / 7, unit: 'weeks' } : { count: days, unit: 'days' };
}

/** As the API takes it; nothing that can be read while no number is entered. */
export function rotationText({ count, unit }: Pick<LayerForm, 'count' | 'unit'>): string {
  const amount = count ?? 0;
  return unit === 'hours' ? `PT${amount}H` : unit === 'days' ? `P${amount}D` : `P${amount}W`;
}

const isNextDay = (day: DayName, next: DayName): boolean =>
  (daysOfWeek.indexOf(day) + 1) % 7 === daysOfWeek.indexOf(next);

/** What on the wire are times of one day each, or over one midnight, is one restriction of several days in the form. */
export function restrictionForms(restrictions: Restrictions): readonly RestrictionForm[] {
  const found: RestrictionForm[] = [];
  for (const { from, to } of restrictions) {
    const isWithinDay = from.dayOfWeek === to.dayOfWeek && from.time < to.time;
    const isOverNight = isNextDay(from.dayOfWeek, to.dayOfWeek) && from.time >= to.time;
    if (!isWithinDay && !isOverNight) {
      found.push({
        kind: 'weekly',
        key: newKey(),
        fromDay: from.dayOfWeek,
        from: from.time,
        toDay: to.dayOfWeek,
        to: to.time,
      });
      continue;
    }
    const at = found.findIndex(
      (one) =>
        one.kind === 'daily' && one.from === from.time && one.to === to.time && !one.days.includes(from.dayOfWeek),
    );
    const same = found[at];
    if (same?.kind === 'daily') found[at] = { ...same, days: inOrder([...same.days, from.dayOfWeek]) };
    else found.push({ kind: 'daily', key: newKey(), days: [from.dayOfWeek], from: from.time, to: to.time });
  }
  return found;
}

export const inOrder = (days: readonly DayName[]): readonly DayName[] => daysOfWeek.filter((day) => days.includes(day));

/** On the wire; times that end where they begin, or before, end on the next day. */
export function restrictionsOf(forms: readonly RestrictionForm[]): Restrictions {
  return forms.flatMap((form) => {
    if (form.kind === 'weekly')
      return [{ from: { dayOfWeek: form.fromDay, time: form.from }, to: { dayOfWeek: form.toDay, time: form.to } }];
    return form.days.map((day) => ({
      from: { dayOfWeek: day, time: form.from },
      to: {
        dayOfWeek: form.from < form.to ? day : (daysOfWeek[(daysOfWeek.indexOf(day) + 1) % 7] as DayName),
        time: form.to,
      },
    }));
  });
}

const restrictionType = (forms: readonly RestrictionForm[]): 'TIMES_OF_WEEK' | 'TIME_OF_DAY' =>
  forms.length === 1 && forms[0]?.kind === 'daily' && forms[0].days.length === 7 ? 'TIME_OF_DAY' : 'TIMES_OF_WEEK';

/** What is sent to be saved. */
export const bodyOf = (form: ScheduleForm) => ({
  name: form.name,
  timezone: form.timezone,
  type: form.type,
  ...(form.type === 'RECURRING'
    ? { scheduleLayers: form.layers.map(layerBody) }
    : form.isImported
      ? { calendarUrl: form.calendarUrl }
      : { shifts: form.shifts.map(shiftBody), calendarUrl: null }),
  showGaps: form.showGaps,
  defaultShiftDuration: form.defaultShiftDuration,
  teams: form.teams.map(({ id }) => ({ id })),
});

const shiftBody = ({ user, start, end }: ShiftForm) => ({ user: { id: user?.id ?? 0 }, start, end });

const layerBody = (layer: LayerForm) => ({
  ...(layer.name !== '' && { name: layer.name }),
  startsOn: layer.startsOn,
  ...(layer.endsOn !== '' && { endsOn: layer.endsOn }),
  users: layer.participants.map(({ user }) => ({ id: user.id })),
  rotation: rotationText(layer),
  ...(layer.restrictions.length > 0 && {
    restrictionType: restrictionType(layer.restrictions),
    restrictions: restrictionsOf(layer.restrictions),
  }),
});

/** What the form plans, for the domain to compute; what is not complete yet plans nobody. */
export const contentOf = ({ type, layers, shifts }: ScheduleForm): EditionContent => ({
  layers:
    type === 'STATIC'
      ? []
      : layers
          .map(layerBody)
          .filter(({ users }) => users.length > 0)
          .map((layer): ScheduleLayer => ({ ...layer, users: layer.users.map(({ id }) => id) })),
  shifts:
    type === 'RECURRING'
      ? []
      : shifts.flatMap(({ user, start, end }) => (user === undefined ? [] : { userId: user.id, start, end })),
});

/** Everybody whom the form names. */
export const peopleIn = (form: ScheduleForm): readonly PersonRef[] => [
  ...form.layers.flatMap(({ participants }) => participants.map(({ user }) => user)),
  ...form.shifts.flatMap(({ user }) => user ?? []),
];
