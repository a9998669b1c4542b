import { useLocation } from 'preact-iso';
import { ownTimezone } from '../../time/format.ts';
import { serverNow } from '../../time/now.tsx';
import { dateOf, instantOfLocal, knownZone, type Span, stepFrom, type Window, windowAt } from './times.ts';

export type Look = Span | 'list';

export const looks: readonly Look[] = ['week', 'fortnight', 'month', 'quarter', 'year', 'list'];

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

const spanOf = (look: Look): Span => (look === 'list' ? 'fortnight' : look);

/** Of the query of an address: `?look=month&day=2026-11-29&zones=Europe/Berlin,UTC`. */
export function readState(
  query: Readonly<Record<string, string>>,
  usual: { readonly look: Look; readonly zones: readonly string[]; readonly now: number },
): Pick<CalendarState, 'look' | 'at' | 'zones' | 'window'> {
  const look = looks.find((one) => one === query.look) ?? usual.look;
  const named = (query.zones ?? '').split(',').filter(Boolean);
  const zones = [...new Set(named.length > 0 ? named.map((name) => knownZone(name).name) : usual.zones)];
  const zone = knownZone(zones[0] ?? 'UTC');
  const at = instantOfLocal(`${query.day ?? ''}T00:00`, zone) ?? usual.now;
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
    const next = new URLSearchParams({ look, ...(!isNow && { day: dateOf(at, zone) }), zones: zones.join(',') });
    route(`${path}?${next}`, true);
  };
  const main = knownZone(state.zones[0] ?? own);
  return { ...state, set, step: (count) => set({ at: stepFrom(state.at, spanOf(state.look), main, count) }) };
}
