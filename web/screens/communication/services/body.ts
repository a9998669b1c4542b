import type { Api } from '../../../client/api.ts';

type Service = Api<'Service'>;

export interface Pair {
  readonly key: string;
  readonly value: string;
}

/** A service as it is being written. */
export interface ServiceDraft {
  readonly name: string;
  readonly alias: string;
  readonly description: string;
  readonly iconUrl: string;
  readonly status: Service['status'];
  readonly oneOpenIncidentOnly: boolean;
  readonly showUptimeHistory: boolean;
  readonly teams: readonly { readonly id: number; readonly name?: string | undefined }[];
  readonly labels: readonly Pair[];
  /** The key is the text, the value the address. */
  readonly links: readonly Pair[];
}

export const newService: ServiceDraft = {
  name: '',
  alias: '',
  description: '',
  iconUrl: '',
  status: 'OPERATIONAL',
  oneOpenIncidentOnly: false,
  showUptimeHistory: true,
  teams: [],
  labels: [],
  links: [],
};

export const draftOfService = (service: Service): ServiceDraft => ({
  name: service.name,
  alias: service.alias ?? '',
  description: service.description ?? '',
  iconUrl: service.iconUrl ?? '',
  status: service.status,
  oneOpenIncidentOnly: service.oneOpenIncidentOnly,
  showUptimeHistory: service.showUptimeHistory,
  teams: service.teams,
  labels: Object.entries(service.labels ?? {}).map(([key, value]) => ({ key, value })),
  links: (service.links ?? []).map(({ text, href }) => ({ key: String(text ?? ''), value: String(href ?? '') })),
});

const isWritten = ({ key, value }: Pair): boolean => key.trim() !== '' || value.trim() !== '';

/** A service as the API takes it: rows that nobody has filled in are none, and a status that was read and sent back is set by nobody. */
export const serviceBody = ({ labels, links, teams, ...rest }: ServiceDraft) => ({
  ...rest,
  teams: teams.map(({ id }) => ({ id })),
  labels: Object.fromEntries(labels.filter(isWritten).map(({ key, value }) => [key.trim(), value])),
  links: links.filter(isWritten).map(({ key, value }) => ({ text: key, href: value })),
});
