import { authorizeSomewhere } from '../../domain/access/authorize.ts';
import { mayName } from '../../domain/access/can.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { type Instant, plus } from '../../domain/time.ts';
import type { User } from '../../domain/user/user.ts';
import { wallTimeText } from '../../domain/wall-time.ts';
import { isTimeZone, type Zone, zoneOf } from '../../domain/zone.ts';
import type { Context } from '../../ports/context.ts';
import type { Page } from '../../ports/page.ts';
import { presentPolicies } from '../policy/present.ts';
import { presentSchedules } from '../schedule/present.ts';
import { presentUser } from '../user/present.ts';
import { type OnCallEntry, type OnCallQuery, onCallEntries } from './entries.ts';

/** Three months, whichever they are. */
const longestSpan = { days: 92 };

export interface OnCallList extends OnCallQuery {
  readonly expand: ReadonlySet<string>;
  readonly timezone: string;
}

/** Who is on call, on the wire. Throws InvalidInputError for a span beyond three months or an unknown zone. */
export async function listOnCalls(ctx: Context<'store' | 'actor'>, query: OnCallList, page: Page): Promise<object[]> {
  authorizeSomewhere(ctx.actor, 'schedule:read');
  if (query.until < query.from) throw new InvalidInputError('until', 'lies before from');
  if (query.until > plus(query.from, longestSpan))
    throw new InvalidInputError('until', 'must be at most three months after from');
  if (!isTimeZone(query.timezone)) throw new InvalidInputError('timezone', 'must be an IANA time zone');
  const entries = (await onCallEntries(ctx, query)).slice(page.offset, page.offset + page.limit);
  return presentEntries(ctx, entries, query);
}

async function presentEntries(
  ctx: Context<'store' | 'actor'>,
  entries: readonly OnCallEntry[],
  { expand, timezone }: OnCallList,
): Promise<object[]> {
  const [policies, schedules] = await Promise.all([
    expand.has('policy') || expand.has('escalationPolicy')
      ? expanded(
          entries.map(({ policy }) => policy),
          (distinct) => presentPolicies(ctx, distinct),
        )
      : undefined,
    expand.has('schedule')
      ? expanded(
          entries.flatMap(({ shift }) => shift?.schedule ?? []),
          (distinct) => presentSchedules(ctx, distinct, { include: new Set(), written: false }),
        )
      : undefined,
  ]);
  const zone = zoneOf(timezone);
  return entries.map(({ user, policy, level, shift }) => ({
    user: presentPerson(ctx, user, expand.has('user')),
    escalationPolicy: policies?.get(policy.id) ?? { id: policy.id, name: policy.name },
    ...(shift && { schedule: schedules?.get(shift.schedule.id) ?? briefly(shift.schedule) }),
    start: shift ? inZone(shift.start, zone) : null,
    end: shift ? inZone(shift.end, zone) : null,
    escalationLevel: level,
  }));
}

function presentPerson({ actor }: Context<'actor'>, user: User, isExpanded: boolean): object {
  const { id, firstName, lastName } = user;
  if (!mayName(actor, id)) return { id };
  return isExpanded ? presentUser(user) : { id, firstName, lastName };
}

/** The wire form of each, by id. */
async function expanded<T extends { readonly id: number }>(
  all: readonly T[],
  present: (distinct: T[]) => Promise<object[]>,
): Promise<ReadonlyMap<number, object | undefined>> {
  const distinct = [...new Map(all.map((one) => [one.id, one])).values()];
  const shown = await present(distinct);
  return new Map(distinct.map(({ id }, index) => [id, shown[index]]));
}

export const briefly = ({ id, name, type }: { id: number; name: string; type: string }) => ({ id, name, type });

/** The instant as the zone's clock shows it, with its offset. */
function inZone(instant: Instant, zone: Zone): string {
  const milliseconds = Date.parse(instant);
  const wallTime = zone.wallTimeAt(milliseconds);
  const minutes = Math.round((wallTime - milliseconds) / 60_000);
  if (minutes === 0) return instant;
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const twoDigits = (number: number) => String(number).padStart(2, '0');
  return `${wallTimeText(wallTime)}${minutes < 0 ? '-' : '+'}${twoDigits(hours)}:${twoDigits(rest)}`;
}
