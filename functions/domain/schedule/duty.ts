import { minus } from '../instants.ts';
import type { Instant } from '../time.ts';
import type { Shift } from './schedule.ts';

/** How long before a shift somebody may want to be told of it (0: when it begins, and when it ends). */
export const leadMinutes = [0, 15, 30, 60, 180, 360, 720, 1440] as const;

/** Shifts of one person that meet are one duty: nobody is told of a hand-over to themselves. */
export function dutiesOf(shifts: readonly Shift[]): Shift[] {
  const duties: Shift[] = [];
  for (const shift of shifts) {
    const last = duties.at(-1);
    if (last?.userId === shift.userId && last.end >= shift.start)
      duties[duties.length - 1] = { ...last, end: shift.end };
    else duties.push(shift);
  }
  return duties;
}

/** Something to tell a person of their duty. `leadMinutes` is absent for the end. */
export interface DutyMoment {
  readonly kind: 'before' | 'start' | 'end';
  readonly at: Instant;
  readonly leadMinutes: number;
  readonly duty: Shift;
}

/** Every moment of these duties at which somebody may want to be told. */
export const momentsOf = (duties: readonly Shift[]): DutyMoment[] =>
  duties.flatMap((duty) => [
    ...leadMinutes.map((lead) => ({
      kind: lead === 0 ? ('start' as const) : ('before' as const),
      at: minus(duty.start, { minutes: lead }),
      leadMinutes: lead,
      duty,
    })),
    { kind: 'end' as const, at: duty.end, leadMinutes: 0, duty },
  ]);

/** Whether it is still worth telling: of a shift to come until it begins, of one that began until it ends. */
export const isTimely = ({ kind, duty }: DutyMoment, now: Instant): boolean => {
  if (kind === 'before') return now < duty.start;
  return kind === 'end' || now < duty.end;
};

/** The duties of one person within [from, until), cut to it. */
const within = (duties: readonly Shift[], userId: number, from: Instant, until: Instant): string[] =>
  duties
    .filter((duty) => duty.userId === userId && duty.start < until && duty.end > from)
    .map(({ start, end }) => `${start < from ? from : start} ${end > until ? until : end}`);

/** The people whose duties within [from, until) differ between two plans. */
export function whoseDutiesChanged(
  before: readonly Shift[],
  after: readonly Shift[],
  [from, until]: readonly [Instant, Instant],
): number[] {
  const people = new Set([...before, ...after].map(({ userId }) => userId));
  return [...people].filter(
    (userId) => within(before, userId, from, until).join() !== within(after, userId, from, until).join(),
  );
}
