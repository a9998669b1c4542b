import { authorize } from '../../domain/access/authorize.ts';
import { can } from '../../domain/access/can.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { retryOnConflict } from '../../usecases/retry.ts';
import { announceChange, supportHoursFrom } from '../../usecases/support-hours/from-input.ts';
import { calendarText, withExceptionsOf } from '../../usecases/support-hours/import-exceptions.ts';
import { CalendarImportInput, SupportHoursInput } from '../../usecases/support-hours/inputs.ts';
import { presentSupportHours } from '../../usecases/support-hours/present.ts';
import { type PageLimits, pageParameters, readPage } from './query.ts';
import { resource } from './resource.ts';
import { type Call, idIn, objectBody, ok, type Route, route } from './route.ts';

const path = '/api/support-hours';
const page: PageLimits = { default: 50, max: 50 };

const crud = resource({
  path,
  rights: {
    read: 'support-hours:read',
    create: 'support-hours:write',
    update: 'support-hours:write',
    delete: 'support-hours:write',
  },
  page,
  input: SupportHoursInput,
  isNamed: true,
  store: (store) => store.supportHours,
  create: supportHoursFrom,
  update: async (ctx, current, input) => {
    const next = await supportHoursFrom(ctx, input, current);
    await announceChange(ctx, current);
    return next;
  },
  present: (ctx, hours) => presentSupportHours(ctx, hours, { withExceptions: true }),
});
const isList = ({ method, path: own }: Route) => method === 'GET' && own === path;

export const supportHoursRoutes: readonly Route[] = [
  route('GET', path, 'support-hours:read', list, { query: pageParameters }),
  route('POST', `${path}/{id}/exceptions/import`, 'support-hours:write', importExceptions, {
    input: CalendarImportInput,
  }),
  ...crud.filter((candidate) => !isList(candidate)),
];

async function list({ ctx, query }: Call) {
  const hours = await ctx.store.supportHours.list(readPage(query, page));
  const visible = hours.filter((one) => can(ctx.actor, 'support-hours:read', one));
  return ok(await presentSupportHours(ctx, visible, { withExceptions: false }));
}

async function importExceptions(call: Call) {
  const { ctx } = call;
  const id = idIn(call);
  authorize(ctx.actor, 'support-hours:write', await ctx.store.supportHours.get(id), id);
  const input = parseInput(CalendarImportInput, objectBody(call));
  const text = await calendarText(ctx, input);
  const { saved, report } = await retryOnConflict(async () => {
    const hours = await ctx.store.supportHours.get(id);
    authorize(ctx.actor, 'support-hours:write', hours, id);
    const next = withExceptionsOf(ctx, hours, text, input);
    await announceChange(ctx, hours);
    return { saved: await ctx.store.supportHours.save(next.hours, hours), report: next.report };
  });
  const [presented] = await presentSupportHours(ctx, [saved], { withExceptions: true });
  return ok({ ...presented, import: report });
}
