export interface IncidentFilter {
  readonly state: 'open' | 'past' | 'all';
  readonly service?: number | undefined;
  /** Days, `2026-11-29`, both of them within. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

type Query = Readonly<Record<string, string | undefined>>;

const dayIn = (text: string | undefined): string | undefined =>
  text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;

/** What an address asks for; what it does not say, or says wrongly, is not asked. */
export function incidentFilterIn({ state, service, from, until }: Query): IncidentFilter {
  const id = Number(service);
  return {
    state: state === 'past' || state === 'all' ? state : 'open',
    service: service !== undefined && Number.isSafeInteger(id) && id > 0 ? id : undefined,
    from: dayIn(from),
    until: dayIn(until),
  };
}

/** The address of a filter. */
export function searchOf({ state, service, from, until }: IncidentFilter): string {
  const parts = new URLSearchParams({
    ...(state !== 'open' && { state }),
    ...(service !== undefined && { service: String(service) }),
    ...(from && { from }),
    ...(until && { until }),
  });
  return parts.size === 0 ? '' : `?${parts}`;
}

/** The local day's first moment; of the day after with `days` 1. */
const momentOf = (day: string, days = 0): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + days).toISOString();
};

/** What the API is asked. Days are those of whoever looks. */
export const incidentQuery = ({ state, service, from, until }: IncidentFilter) => ({
  ...(state === 'open' && { states: ['INVESTIGATING', 'IDENTIFIED', 'MONITORING'] }),
  ...(state === 'past' && { states: ['RESOLVED'] }),
  ...(service !== undefined && { services: [service] }),
  ...(state !== 'open' && from && { from: momentOf(from) }),
  ...(state !== 'open' && until && { until: momentOf(until, 1) }),
});
