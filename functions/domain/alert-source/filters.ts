/** The members of an alert source that hold conditions. */
export const filterMembers = [
  'eventFilter',
  'eventTypeFilterResolve',
  'eventTypeFilterAccept',
  'eventTypeFilterCreate',
] as const;
export type FilterMember = (typeof filterMembers)[number];

/** The text of a filter; undefined where the source has none. */
export function filterText(settings: Readonly<Record<string, unknown>>, member: FilterMember): string | undefined {
  const text = settings[member];
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

/** Whether a source has filters; only then what reads them is loaded. */
export const hasFilters = (settings: Readonly<Record<string, unknown>>): boolean =>
  filterMembers.some((member) => filterText(settings, member) !== undefined);

/** Where the counters of a filter are. */
export const placeOfFilter = (sourceId: number, member: FilterMember): string => `SOURCE#${sourceId}#${member}`;
