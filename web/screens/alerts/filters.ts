import { type Alert, stateOf } from './model.ts';

export const states = ['open', 'pending', 'accepted', 'resolved', 'all'] as const;
export type StateFilter = (typeof states)[number];

/** What a list of alerts is narrowed down to; all of it stands in the address. */
export interface Filters {
  readonly state: StateFilter;
  readonly sources: readonly number[];
  readonly policies: readonly number[];
  readonly responders: readonly number[];
  readonly priority?: 'HIGH' | 'LOW';
  /** Days on the wall, `2026-11-29`, of whoever looks; both are included. */
  readonly from?: string;
  readonly until?: string;
  readonly text: string;
}

export const noFilters: Filters = { state: 'open', sources: [], policies: [], responders: [], text: '' };

const idsIn = (query: URLSearchParams, name: string): readonly number[] => [
  ...new Set(
    query
      .getAll(name)
      .flatMap((value) => value.split(','))
      .filter((value) => /^[1-9]\d{0,15}$/.test(value))
      .map(Number),
  ),
];

const dayIn = (query: URLSearchParams, name: string): string | undefined => {
  const day = query.get(name) ?? '';
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : undefined;
};

/** The filters in an address; what makes no sense there is left out. */
export function readFilters(search: string): Filters {
  const query = new URLSearchParams(search);
  const state = states.find((one) => one === query.get('state')) ?? 'open';
  const priority = (['HIGH', 'LOW'] as const).find((one) => one === query.get('priority')?.toUpperCase());
  const [from, until] = [dayIn(query, 'from'), dayIn(query, 'until')];
  return {
    state,
    sources: idsIn(query, 'source'),
    policies: idsIn(query, 'policy'),
    responders: idsIn(query, 'responder'),
    ...(priority && { priority }),
    ...(from && { from }),
    ...(until && { until }),
    text: query.get('q') ?? '',
  };
}

/** The address's part for filters, `?state=resolved&source=5`: as short as can be, always in the same order. */
export function writeFilters({ state, sources, policies, responders, priority, from, until, text }: Filters): string {
  const query = new URLSearchParams();
  if (state !== 'open') query.set('state', state);
  for (const id of sources) query.append('source', String(id));
  for (const id of policies) query.append('policy', String(id));
  for (const id of responders) query.append('responder', String(id));
  if (priority) query.set('priority', priority.toLowerCase());
  if (from) query.set('from', from);
  if (until) query.set('until', until);
  if (text !== '') query.set('q', text);
  const written = query.toString();
  return written === '' ? '' : `?${written}`;
}

const statusesOf: Readonly<Record<StateFilter, readonly Alert['status'][]>> = {
  open: ['PENDING', 'ACCEPTED'],
  pending: ['PENDING'],
  accepted: ['ACCEPTED'],
  resolved: ['RESOLVED'],
  all: [],
};

/** The day after one, both as days on the wall. */
const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** What the API is asked for: it knows neither priorities nor words, which are looked for in what it has answered. */
export const queryOf = (
  { state, sources, policies, responders, from, until }: Filters,
  startOfDay: (day: string) => string,
) => ({
  ...(statusesOf[state].length > 0 && { states: statusesOf[state] }),
  ...(sources.length > 0 && { sources }),
  ...(policies.length > 0 && { policies }),
  ...(responders.length > 0 && { responders }),
  ...(from && { from: startOfDay(from) }),
  ...(until && { until: startOfDay(dayAfter(until)) }),
});

/** A day's first moment where this browser is, as an instant. */
export const startOfDayHere = (day: string): string => new Date(`${day}T00:00:00`).toISOString();

/** Letters alone, in small: what people type is compared with that. */
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Whether an alert has the priority that is asked for, and all the words. */
export function matches(alert: Alert, { priority, text }: Pick<Filters, 'priority' | 'text'>): boolean {
  if (priority && alert.priority !== priority) return false;
  const wanted = plain(text).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return true;
  const said = plain(
    [
      String(alert.id),
      alert.summary,
      alert.alertKey ?? '',
      alert.alertSource.name ?? '',
      alert.escalationPolicy?.name ?? '',
      stateOf(alert),
      ...(alert.responders ?? []).flatMap(({ user }) => [user.firstName ?? '', user.lastName ?? '']),
      ...Object.entries(alert.labels ?? {}).map(([name, value]) => `${name}:${value}`),
      ...(alert.services ?? []).map(({ name = '' }) => name),
    ].join('\n'),
  );
  return wanted.every((word) => said.includes(word));
}

/** How many of the filters behind the button are set. */
export const countFurther = ({ sources, policies, responders, priority, from, until }: Filters): number =>
  [sources.length > 0, policies.length > 0, responders.length > 0, priority, from, until].filter(Boolean).length;
