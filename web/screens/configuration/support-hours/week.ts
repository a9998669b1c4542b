export const days = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export type Day = (typeof days)[number];

export interface Hours {
  readonly start: string;
  readonly end: string;
}

/** The hours of each day; a day that is absent or null is outside of them. */
export type Week = Partial<Record<Day, Hours | null>>;

/** A stretch of a day in minutes; what goes on past midnight is cut there, and begins the next day. */
export interface Stretch {
  readonly day: Day;
  readonly from: number;
  readonly until: number;
}

/** Not a number where no time is entered. */
const minutesOf = (time: string): number => {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(time) ?? [];
  return Number(hours) * 60 + Number(minutes);
};

const midnight = 24 * 60;

/** What of each day is within the hours; 00:00 to 00:00 is the whole day, and an end before the start is the next day's. */
export const stretchesOf = (week: Week): readonly Stretch[] =>
  days.flatMap((day, at) => {
    const hours = week[day];
    if (!hours) return [];
    const [from, end] = [minutesOf(hours.start), minutesOf(hours.end)];
    if (Number.isNaN(from) || Number.isNaN(end)) return [];
    if (end > from) return [{ day, from, until: end }];
    const next = days[(at + 1) % days.length] ?? day;
    const today = { day, from, until: midnight };
    return end === 0 ? [today] : [today, { day: next, from: 0, until: end }];
  });

/** How many hours a week has in them. */
export const hoursOf = (week: Week): number =>
  stretchesOf(week).reduce((sum, { from, until }) => sum + (until - from), 0) / 60;
