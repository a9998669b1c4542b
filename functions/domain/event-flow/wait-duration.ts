import { millisecondsIn } from '../instants.ts';

const isoDuration =
  /^P(?=\d|T\d)(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/i;

/**
 * The milliseconds of an ISO-8601 duration of weeks, days, hours, minutes and seconds; undefined for other texts. A day
 * has 24 hours here. Months and years have no one length.
 */
export function durationIn(text: string): number | undefined {
  const found = isoDuration.exec(text);
  if (found === null) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  return millisecondsIn({ days: weeks * 7 + days, hours, minutes, seconds });
}
