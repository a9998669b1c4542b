import type { Override, ScheduleLayer, StaticShift } from '../../../functions/domain/schedule/schedule.ts';
import type { Plan } from '../../../web/screens/on-call/plan.ts';
import { instantText } from '../../../web/screens/on-call/times.ts';

export const ada = 1;
export const grace = 2;
export const alan = 3;

export const at = (text: string): number => Date.parse(text);

/** Ada and Grace, a day each from the first of June 2026 at nine, a Monday. */
export const aLayer = (content: Partial<ScheduleLayer> = {}): ScheduleLayer => ({
  startsOn: '2026-06-01T09:00',
  rotation: 'P1D',
  users: [ada, grace],
  ...content,
});

interface Sketch {
  readonly layers?: readonly ScheduleLayer[];
  readonly shifts?: readonly StaticShift[];
  readonly overrides?: readonly Override[];
  readonly timezone?: string;
  readonly type?: Plan['type'];
  readonly id?: number;
}

export const aPlan = ({
  layers = [],
  shifts = [],
  overrides = [],
  timezone = 'UTC',
  type = 'RECURRING',
  id = 1,
}: Sketch = {}): Plan => ({
  id,
  name: `Plan ${id}`,
  timezone,
  type,
  editions: [{ from: instantText(0), layers: [...layers], shifts: [...shifts] }],
  overrides,
  people: new Map([ada, grace, alan].map((one) => [one, { id: one }])),
  known: { start: 0, end: 0 },
});

export const anOverride = (id: number, userId: number, start: string, end: string): Override => ({
  id,
  scheduleId: 1,
  userId,
  start,
  end,
  startsAt: instantText(at(start)),
  endsAt: instantText(at(end)),
  createdAt: instantText(0),
});
