import { useEffect, useState } from 'preact/hooks';
import { useLanguage } from '../words/language.tsx';
import { countdown, fullTime, relativeTime } from './format.ts';

/**
 * How far this machine's clock is behind the server's, in milliseconds: countdowns go by the server's, which also stands still or leaps
 * in the local cloud.
 */
let ahead = 0;

/** Takes over the time of an answer (its `Date`), which is a second wide: smaller differences are none. */
export function setServerTime(date: string | null, now = Date.now()): void {
  const server = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(server)) return;
  const difference = server - now;
  ahead = Math.abs(difference) < 2000 ? 0 : difference;
}

/** The server's time, in milliseconds. */
export const serverNow = (): number => Date.now() + ahead;

/** The server's time, shown anew every so many milliseconds. */
export function useNow(every: number): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}

interface TimeProps {
  readonly at: string;
  readonly timezone?: string;
}

/** `5 minutes ago`, with the whole time to whoever points at it. */
export function Ago({ at, timezone }: TimeProps) {
  const language = useLanguage();
  const now = useNow(15_000);
  return (
    <time dateTime={at} title={fullTime(at, { language, timezone })}>
      {relativeTime(at, now, { language })}
    </time>
  );
}

/** `4:59` until a moment. Screen readers are not told each second. */
export function Countdown({ at }: { readonly at: string }) {
  const language = useLanguage();
  const now = useNow(1000);
  return (
    <time class="countdown" role="timer" dateTime={at} title={fullTime(at, { language })}>
      {countdown(at, now)}
    </time>
  );
}
