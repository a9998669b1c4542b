import { InvalidInputError } from '../../domain/errors.ts';
import type { Problem } from '../../domain/problem.ts';
import { currentEdition, type EditionContent, withEdition } from '../../domain/schedule/edition.ts';
import type { Schedule, ScheduleLayer } from '../../domain/schedule/schedule.ts';
import { gapsBetween } from '../../domain/schedule/shifts.ts';
import { validateLayers, validateShifts } from '../../domain/schedule/validate.ts';
import type { Context } from '../../ports/context.ts';
import { ownersFrom } from '../owners.ts';
import { refuseProblems } from '../problems.ts';
import { checkPeople } from './check-people.ts';
import type { LayerInput, ScheduleInput } from './inputs.ts';

/** One item of the table holds 400 KB, and keeps some history besides. */
const maxBytes = 200_000;

const usualShiftDuration = 'P7D';

/**
 * The schedule that the input describes. An edit counts from now on; who was on call before stays as it was. Throws
 * InvalidInputError naming the first wrong member.
 */
export async function scheduleFrom(
  ctx: Context<'store' | 'actor'>,
  input: ScheduleInput,
  current?: Schedule,
): Promise<Schedule> {
  const now = ctx.clock.now();
  checkFixed(input, current);
  const content = contentFrom(input, current);
  refuseProblems(problemsOf(input, content));
  await checkPeople(ctx, content, current);
  const bytes = Buffer.byteLength(JSON.stringify(content));
  const field = input.type === 'STATIC' ? 'shifts' : 'scheduleLayers';
  if (bytes > maxBytes) throw new InvalidInputError(field, `must be less than ${maxBytes} bytes`);

  const edited =
    current === undefined
      ? { timezone: input.timezone, editions: [{ from: now, ...content }] }
      : withEdition(current, content, now);
  return {
    id: current?.id ?? ctx.ids.next(),
    version: current?.version ?? 0,
    name: input.name,
    timezone: input.timezone,
    type: input.type,
    editions: edited.editions,
    ...(current?.hasArchive && { hasArchive: true }),
    ...(input.showGaps && { showGaps: true }),
    defaultShiftDuration: input.defaultShiftDuration || usualShiftDuration,
    teams: await ownersFrom(ctx, input.teams, current?.teams),
    ...(current?.feedHash !== undefined && { feedHash: current.feedHash }),
    ...(input.calendarUrl && { import: importFrom(input.calendarUrl, current) }),
    createdAt: current?.createdAt ?? now,
    updatedAt: now,
  };
}

/** Throws InvalidInputError when shifts entered by hand leave somebody out between the first and the last. */
export function refuseGaps({ type, timezone, shifts }: ScheduleInput): void {
  if (type !== 'STATIC' || !shifts?.length) return;
  const content = shifts.map(({ user, start, end }) => ({ userId: user.id, start, end }));
  refuseProblems(validateShifts(content, timezone));
  const [gap] = gapsBetween(content, timezone);
  if (gap) throw new InvalidInputError('shifts', `nobody is on call from ${gap.start} to ${gap.end}`);
}

function checkFixed({ type, timezone }: ScheduleInput, current: Schedule | undefined): void {
  if (current === undefined) return;
  if (type !== current.type) throw new InvalidInputError('type', `cannot be changed from ${current.type}`);
  if (timezone !== current.timezone)
    throw new InvalidInputError('timezone', `cannot be changed from ${current.timezone}`);
}

/** Shifts of an imported calendar are not entered: the ones it gave last stay. */
function contentFrom(input: ScheduleInput, current: Schedule | undefined): EditionContent {
  if (input.type === 'RECURRING') return { layers: (input.scheduleLayers ?? []).map(layerFrom), shifts: [] };
  if (input.calendarUrl) return { layers: [], shifts: current ? currentEdition(current).shifts : [] };
  return { layers: [], shifts: (input.shifts ?? []).map(({ user, start, end }) => ({ userId: user.id, start, end })) };
}

const layerFrom = (input: LayerInput): ScheduleLayer => ({
  ...(typeof input.name === 'string' && { name: input.name }),
  startsOn: input.startsOn,
  ...(input.endsOn && { endsOn: input.endsOn }),
  users: input.users.map(({ id }) => id),
  rotation: input.rotation,
  ...(input.restrictionType && { restrictionType: input.restrictionType }),
  ...(input.restrictions && { restrictions: input.restrictions }),
});

function problemsOf(input: ScheduleInput, { layers, shifts }: EditionContent): readonly Problem[] {
  if (input.type === 'STATIC') return validateShifts(shifts, input.timezone);
  const wrong = validateLayers(layers, input.timezone);
  const hasFeed = input.calendarUrl ? [{ field: 'calendarUrl', message: 'is only for schedules of type STATIC' }] : [];
  return [...wrong, ...hasFeed];
}

const importFrom = (url: string, current: Schedule | undefined): Schedule['import'] =>
  current?.import?.url === url ? current.import : { url };
