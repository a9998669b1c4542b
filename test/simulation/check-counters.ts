import { placeOfFilter } from '../../functions/domain/alert-source/filters.ts';
import { eventOf } from '../../functions/store/events.ts';
import { keys } from '../../functions/store/keys.ts';
import type { Item } from '../../functions/store/table.ts';
import type { RunRecord } from './record.ts';

const counter = 'trigger_count.172800s';

/**
 * A counter counts each event once, however often it was delivered and whoever died: it has shown them 1, 2, 3 … without a
 * gap, stands at how many they are, and as long as nobody edits the source none is left out.
 */
export function checkCounters(run: RunRecord): string[] {
  const { plan, items } = run;
  return plan.configuration.sources.flatMap(({ id, counts }) => {
    if (!counts) return [];
    const place = placeOfFilter(id, 'eventFilter');
    const counted = items.filter(({ PK, SK }) => SK === keys.counted(String(PK).slice('EVENT#'.length), place).SK);
    const shown = counted.map((item) => numberIn(item.shown)).sort((a, b) => a - b);
    const where = `the counter of source ${id}`;
    const gap = shown.findIndex((one, index) => one !== index + 1);
    const here = keys.counters(place);
    const state = items.find(({ PK, SK }) => PK === here.PK && SK === here.SK);
    const stands = countIn(state?.states);
    return [
      ...(gap < 0 ? [] : [`${where} has shown ${shown[gap]} to its event ${gap + 1}`]),
      ...(stands === shown.length ? [] : [`${where} stands at ${stands} after ${shown.length} events`]),
      ...(isEdited(run, id) ? [] : uncounted(items, id, new Set(counted.map(({ PK }) => PK)))),
    ];
  });
}

/** Whoever edits a source over the API, without asking for its filter, leaves it out. */
const isEdited = ({ writes }: RunRecord, sourceId: number): boolean =>
  writes.some(({ old, new: item }) => old !== undefined && item?.type === 'SOURCE' && item.id === sourceId);

const uncounted = (items: readonly Item[], sourceId: number, counted: ReadonlySet<unknown>): string[] =>
  items
    .filter(({ type }) => type === 'EVENT')
    .map(eventOf)
    .filter((record) => record.sourceId === sourceId && record.event !== undefined)
    .filter(({ id }) => !counted.has(keys.event(id).PK))
    .map(({ id }) => `event ${id} of source ${sourceId} was not counted`);

const numberIn = (shown: unknown): number => Number((shown as Record<string, number> | undefined)?.[counter]);

const countIn = (states: unknown): number =>
  (states as Record<string, { readonly count: number }> | undefined)?.[counter]?.count ?? 0;
