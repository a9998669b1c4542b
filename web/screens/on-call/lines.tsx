import { useMemo } from 'preact/hooks';
import { useMe } from '../../app/session.tsx';
import { useNow } from '../../time/now.tsx';
import type { CalendarState } from './calendar-state.ts';
import type { Bar } from './lanes.ts';
import { MonthGrid, useWeeks } from './month-grid.tsx';
import { type NamedZone, TimeLine, type TimeLineRow } from './time-line.tsx';
import { knownZone, type Window } from './times.ts';

interface LinesProps {
  readonly label: string;
  /** The lines of what is shown; the same function as long as they are the same. */
  readonly rowsOf: (window: Window) => readonly TimeLineRow[];
  readonly state: CalendarState;
  readonly zones: readonly NamedZone[];
  readonly onPick: (row: TimeLineRow, bar: Bar) => void;
  readonly onDraw: ((row: TimeLineRow, drawn: Window) => void) | undefined;
}

/** A calendar where there is room for lines: one long one for each lane, or a month with its weeks below one another. */
export function Lines({ label, rowsOf, state, zones, onPick, onDraw }: LinesProps) {
  const me = useMe();
  const now = useNow(60_000);
  const { look, at, set, step } = state;
  const main = zones[0] ?? { zone: knownZone('UTC'), label: '' };
  const weeks = useWeeks(at, main.zone);
  const isGrid = look === 'grid';
  const { start, end } = isGrid ? { start: weeks[0]?.start ?? 0, end: weeks.at(-1)?.end ?? 0 } : state.window;
  const rows = useMemo(() => rowsOf({ start, end }), [rowsOf, start, end]);
  const common = { label, now, own: me.id, onPick, onDraw };
  const closer = look === 'year' ? 'quarter' : isGrid ? 'week' : 'fortnight';
  const onCloser = (moment: number) => set({ at: moment, look: closer });
  return isGrid ? (
    <MonthGrid {...common} weeks={weeks} rows={rows} zone={main} onCloser={onCloser} onStep={step} />
  ) : (
    <TimeLine {...common} rows={rows} window={state.window} zones={zones} onCloser={onCloser} />
  );
}
