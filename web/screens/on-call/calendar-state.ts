import { useLocation } from 'preact-iso';
import { ownTimezone } from '../../time/format.ts';
import { serverNow } from '../../time/now.tsx';
import { dateOf, instantOfLocal, knownZone, type Span, stepFrom, type Window, windowAt } from './times.ts';

/** `grid`: a month with its weeks below one another; the other spans are lines. */
export type Look = Span | 'grid' | 'list';

export const looks: readonly Look[] = ['week', 'fortnight', 'month', 'grid', 'quarter', 'year', 'list'];

/** What a calendar shows; all of it stands in the address. */
export interface CalendarState {
  readonly look: Look;
  readonly at: number;
  /** The first one's days are the calendar's. */
  readonly zones: readonly string[];
  readonly window: Window;
  readonly set: (change: { readonly look?: Look; readonly at?: number; readonly zones?: readonly string[] }) => void;
  readonly step: (count: number) => void;
}

const spanOf = (look: Look): Span => (look === 'list' ? 'fortnight' : look === 'grid' ? 'month' : look);

/** Of the query of an address: `?look=month&day=2026-11-29&zones=Europe/Berlin,UTC`, or `?view=month&month=2026-12`. */
export function readState(
  query: Readonly<Record<string, string>>,
  usual: { readonly look: Look; readonly zones: readonly string[]; readonly now: number },
): Pick<CalendarState, 'look' | 'at' | 'zones' | 'window'> {
  const isGrid = query.view === 'month';
  const look = isGrid ? 'grid' : (looks.find((one) => one === query.look) ?? usual.look);
  const day = isGrid && query.month !== undefined ? `${query.month}-01` : (query.day ?? '');
  const named = (query.zones ?? '').split(',').filter(Boolean);
  const zones = [...new Set(named.length > 0 ? named.map((name) => knownZone(name).name) : usual.zones)];
  const zone = knownZone(zones[0] ?? 'UTC');
  const at = instantOfLocal(`${day}T00:00`, zone) ?? usual.now;
  return { look, at, zones, window: windowAt(at, spanOf(look), zone) };
}

/** What the calendar at this address shows; `also` is another zone that is shown unless others are chosen. */
export function useCalendar(usual: Look, also?: string): CalendarState {
  const { path, query, route } = useLocation();
  const own = ownTimezone();
  const now = serverNow();
  const state = readState(query, { look: usual, zones: [own, ...(also ? [also] : [])], now });
  const set: CalendarState['set'] = ({ look = state.look, at = state.at, zones = state.zones }) => {
    const zone = knownZone(zones[0] ?? own);
    const isNow = windowAt(now, spanOf(look), zone).start === windowAt(at, spanOf(look), zone).start;
    const day = dateOf(at, zone);
    const next =
      look === 'grid' ? { view: 'month', ...(!isNow && { month: day.slice(0, 7) }) } : { look, ...(!isNow && { day }) };
    route(`${path}?${new URLSearchParams({ ...next, zones: zones.join(',') })}`, true);
  };
  const main = knownZone(state.zones[0] ?? own);
  return { ...state, set, step: (count) => set({ at: stepFrom(state.at, spanOf(state.look), main, count) }) };
}
