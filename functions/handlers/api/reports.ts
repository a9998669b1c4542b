import { Scope } from '../../domain/access/scope.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import { dayLength, parseMoment, parseWallTime, toInstant } from '../../domain/wall-time.ts';
import { isTimeZone, zoneOf } from '../../domain/zone.ts';
import { reportKeyUsage } from '../../usecases/api-key/report-usage.ts';
import { readList } from './query.ts';
import { ok, type Route, route } from './route.ts';

const maxScopes = 100;

export const reportRoutes: readonly Route[] = [
  route(
    'GET',
    '/api/reports/api-keys/usage',
    'key-usage:read',
    async ({ ctx, query }) => {
      const timezone = query.get('timezone') || 'UTC';
      if (!isTimeZone(timezone)) throw new InvalidInputError('timezone', 'must be an IANA time zone');
      const from = readTime(query, 'from', timezone);
      const until = readTime(query, 'until', timezone);
      return ok(await reportKeyUsage(ctx, { from, until, timezone, scopes: readScopes(query) }));
    },
    { query: ['scopes', 'from', 'until', 'timezone'], requiredQuery: ['from', 'until'] },
  ),
];

/** A point in time, or a day of the zone: `from` its beginning, `until` its end. */
function readTime(query: URLSearchParams, name: 'from' | 'until', timezone: string): Instant {
  const text =
    query
      .get(name)
      ?.trim()
      .replace(/ (?=\d{2}:?\d{2}$)/, '+') ?? '';
  if (text === '') throw new InvalidInputError(name, 'is required');
  const zone = zoneOf(timezone);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseWallTime(text) : undefined;
  if (day !== undefined) return toInstant(zone.firstInstantAt(name === 'from' ? day : day + dayLength));
  const moment = parseMoment(text, zone);
  if (moment === undefined) throw new InvalidInputError(name, 'must be a day or an ISO-8601 date-time');
  return toInstant(moment.instant);
}

function readScopes(query: URLSearchParams): Scope[] {
  const texts = readList(query, 'scopes').slice(0, maxScopes + 1);
  if (texts.length > maxScopes) throw new InvalidInputError('scopes', `must be at most ${maxScopes}`);
  return texts.map((text) => {
    const read = Scope.safeParse(text);
    if (!read.success) throw new InvalidInputError('scopes', 'must be scopes such as alert or alert:w');
    return read.data;
  });
}
