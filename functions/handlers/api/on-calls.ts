import * as z from 'zod';
import { InvalidInputError } from '../../domain/errors.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { listOnCalls, type OnCallList } from '../../usecases/on-call/list.ts';
import { reportReachability } from '../../usecases/on-call/reachability.ts';
import { TakeInput, takeShifts } from '../../usecases/on-call/take.ts';
import { type PageLimits, pageParameters, readIds, readInstant, readList, readPage } from './query.ts';
import { type ApiContext, objectBody, ok, type Route, route } from './route.ts';

const path = '/api/on-calls';
const page: PageLimits = { default: 50, max: 250 };
const parameters = ['policies', 'policy-levels', 'schedules', 'users', 'expand', 'from', 'until', 'timezone'];

/** Who is on call, whom a page may not wake, and taking shifts. */
export const onCallRoutes: readonly Route[] = [
  route(
    'GET',
    path,
    'schedule:read',
    async ({ ctx, query }) => ok(await listOnCalls(ctx, readOnCallQuery(ctx, query), readPage(query, page))),
    { query: [...parameters, ...pageParameters] },
  ),
  route('GET', `${path}/reachability`, 'schedule:read', async ({ ctx }) => ok(await reportReachability(ctx))),
  route(
    'POST',
    `${path}/take`,
    'schedule:override',
    async (call) => ok(await takeShifts(call.ctx, parseInput(TakeInput, objectBody(call)))),
    {
      input: TakeInput,
    },
  ),
];

function readOnCallQuery(ctx: ApiContext, query: URLSearchParams): OnCallList {
  const from = readInstant(query, 'from') ?? ctx.clock.now();
  const [policies, schedules, users] = [
    readIds(query, 'policies'),
    readIds(query, 'schedules'),
    readIds(query, 'users'),
  ];
  const levels = readLevels(query);
  return {
    from,
    until: readInstant(query, 'until') ?? from,
    ...(policies.length > 0 && { policies }),
    ...(levels.length > 0 && { levels }),
    ...(schedules.length > 0 && { schedules }),
    ...(users.length > 0 && { users }),
    expand: new Set(readList(query, 'expand')),
    timezone: query.get('timezone') || 'UTC',
  };
}

const Level = z.object({ id: z.number().int(), level: z.number().int() });
const Levels = Level.transform((level) => [level]).or(z.array(Level));

/** Each `policy-levels` is JSON, an object or a list of them; levels count from 1, as in the answer. */
const readLevels = (query: URLSearchParams): z.infer<typeof Level>[] =>
  query
    .getAll('policy-levels')
    .filter((text) => text !== '')
    .flatMap((text) => {
      const read = Levels.safeParse(jsonIn(text));
      if (!read.success) throw new InvalidInputError('policy-levels', 'must be JSON such as {"id": 5, "level": 1}');
      return read.data;
    });

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
