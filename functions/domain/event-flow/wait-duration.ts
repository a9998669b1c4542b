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
  const [, weeks, days, hours, minutes, seconds] = found;
  return millisecondsIn({
    days: numberOf(weeks) * 7 + numberOf(days),
    hours: numberOf(hours),
    minutes: numberOf(minutes),
    seconds: numberOf(seconds),
  });
}

const numberOf = (digits: string | undefined): number => Number(digits ?? 0);
