import { type Instant, plus } from '../../domain/time.ts';
import { rateLimited } from './route.ts';

/** Counts calls per key in fixed windows of a minute, per running function; 0 calls a minute means no limit. */
export function rateLimit(callsPerMinute: number): (key: string, now: Instant) => void {
  let endsAt: Instant | undefined;
  const calls = new Map<string, number>();
  return (key, now) => {
    if (callsPerMinute === 0) return;
    if (endsAt === undefined || now >= endsAt) {
      calls.clear();
      endsAt = plus(now, { minutes: 1 });
    }
    const count = (calls.get(key) ?? 0) + 1;
    calls.set(key, count);
    if (count > callsPerMinute) throw rateLimited(`more than ${callsPerMinute} calls a minute with this API key`);
  };
}
