import { can } from '../../domain/access/can.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { authorized, changeConfigured } from '../../usecases/configuration/change.ts';
import { announceChange, supportHoursFrom } from '../../usecases/support-hours/from-input.ts';
import { calendarText, type ImportReport, withExceptionsOf } from '../../usecases/support-hours/import-exceptions.ts';
import { CalendarImportInput, SupportHoursInput } from '../../usecases/support-hours/inputs.ts';
import { supportHoursKind } from '../../usecases/support-hours/kind.ts';
import { presentSupportHours } from '../../usecases/support-hours/present.ts';
import { type PageLimits, pageParameters, readPage } from './query.ts';
import { resource } from './resource.ts';
import { type Call, idIn, objectBody, ok, type Route, route } from './route.ts';

const path = '/api/support-hours';
const page: PageLimits = { default: 50, max: 50 };

const crud = resource({
  path,
  kind: supportHoursKind,
  rights: {
    read: 'support-hours:read',
    create: 'support-hours:write',
    update: 'support-hours:write',
    delete: 'support-hours:write',
  },
  page,
  input: SupportHoursInput,
  isNamed: true,
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
  await authorized(ctx, supportHoursKind, 'support-hours:write', { id });
  const input = parseInput(CalendarImportInput, objectBody(call));
  const text = await calendarText(ctx, input);
  let report: ImportReport | undefined;
  const saved = await changeConfigured(ctx, supportHoursKind, 'support-hours:write', { id }, async (hours) => {
    const next = withExceptionsOf(ctx, hours, text, input);
    await announceChange(ctx, hours);
    report = next.report;
    return next.hours;
  });
  const [presented] = await presentSupportHours(ctx, [saved], { withExceptions: true });
  return ok({ ...presented, import: report });
}
