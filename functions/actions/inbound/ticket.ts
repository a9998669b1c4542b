import type { ConnectorType } from '../../domain/alert-action/connector-type.ts';

/**
 * The name by which a ticket is looked for when its tool calls: what of the driver's reference stays the same. Jira's issues keep their
 * id when they are moved to another project and get another key; names of repositories are the same in any case.
 */
export const ticketOf = (type: ConnectorType, reference: string): string =>
  type === 'jira' ? (reference.split(' ')[0] ?? reference) : type === 'github' ? reference.toLowerCase() : reference;

/** The types whose tickets tell us what becomes of them. */
export const bidirectional = ['jira', 'github', 'zendesk', 'servicenow', 'zammad', 'topdesk', 'autotask'] as const;
export type Bidirectional = (typeof bidirectional)[number];

export const isBidirectional = (type: ConnectorType): type is Bidirectional =>
  bidirectional.some((one) => one === type);
