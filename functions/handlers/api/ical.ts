import { NotFoundError } from '../../domain/errors.ts';
import { readFeed } from '../../usecases/schedule/read-feed.ts';
import { publicRoute, type Route } from './route.ts';

/** Calendars, for whoever knows their secret addresses. */
export const icalRoutes: readonly Route[] = [
  publicRoute('GET', '/api/ical/{file}', async ({ ctx, params }) => {
    const [, secret] = /^([\w-]{1,200})\.ics$/.exec(params.file ?? '') ?? [];
    if (secret === undefined) throw new NotFoundError('calendar', 'of this address');
    return {
      status: 200,
      headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, max-age=300' },
      body: await readFeed(ctx, secret),
    };
  }),
];
