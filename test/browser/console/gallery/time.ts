const dayLength = 24 * 3_600_000;

/** Local times of days around one: `day(-1, '09:00')` is at nine on the day before. */
export const daysFrom =
  (now: string) =>
  (days: number, time: string): string =>
    `${new Date(Date.parse(now) + days * dayLength).toISOString().slice(0, 10)}T${time}`;

/** The instant so many hours before one. */
export const hoursBefore = (now: string, hours: number): string =>
  new Date(Date.parse(now) - hours * 3_600_000).toISOString();
