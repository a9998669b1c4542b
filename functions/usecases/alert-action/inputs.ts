import * as z from 'zod';
import { TriggerMode, TriggerType } from '../../domain/alert-action/alert-action.ts';
import { AlertFilter } from '../../domain/alert-action/alert-filter.ts';
import { ConnectorType } from '../../domain/alert-action/connector-type.ts';
import { closest } from '../../domain/closest.ts';
import { Params } from '../connector/inputs.ts';
import { Id, Name, Reference, Teams, text } from '../inputs.ts';

const mostSources = 90;

const delay = (least: number, most: number) =>
  z
    .number()
    .int()
    .refine(
      (seconds) => seconds === 0 || (seconds >= least && seconds <= most),
      `must be 0, or from ${least} to ${most}`,
    )
    .nullish();

function unknownType(input: unknown): string {
  const meant = typeof input === 'string' ? closest(input, ConnectorType.options) : undefined;
  const known = meant === undefined ? `one of ${ConnectorType.options.join(', ')}` : `did you mean ${meant}?`;
  return `is not what an action can do: ${known}`;
}

const Filter = z.looseObject({
  operator: AlertFilter.shape.operator,
  predicates: z.array(z.looseObject({ ...AlertFilter.shape.predicates.element.shape, value: text(4096) })).max(50),
});

/** What a client may write of an alert action (wire-api §5). Empty texts and null are fillers of clients that say nothing. */
export const AlertActionInput = z.object({
  name: Name,
  alertSources: z.array(Reference).max(mostSources).nullish(),
  alertSourceIds: z.array(Id).max(mostSources).nullish(),
  connectorId: z.string().max(100).nullish(),
  connectorType: z.enum(ConnectorType.options, {
    error: ({ input }) => (input === undefined ? 'is required' : unknownType(input)),
  }),
  triggerMode: TriggerMode.or(z.literal('')).nullish(),
  triggerTypes: z.array(TriggerType).max(50).nullish(),
  escalationEndedDelaySec: delay(30, 7200),
  /** Two days, as the newest clients have it. */
  notResolvedDelaySec: delay(60, 172_800),
  delaySec: delay(30, 7200),
  alertFilter: Filter.nullish(),
  conditions: text(16_384).nullish(),
  params: Params,
  teams: Teams,
});
export type AlertActionInput = z.infer<typeof AlertActionInput>;

/** Which source comes or goes. */
export const AttachmentInput = z.object({ alertSourceId: Id });
export type AttachmentInput = z.infer<typeof AttachmentInput>;

const formerPrefix = 'incident-';

/** What a client may write of a connection (wire-api §22): an alert action by its former name, and its triggers by theirs. */
export const ConnectionInput = AlertActionInput.pick({
  name: true,
  alertSourceIds: true,
  connectorId: true,
  connectorType: true,
  triggerMode: true,
  params: true,
}).extend({
  triggerTypes: z
    .array(
      z
        .string()
        .transform((type) => (type.startsWith(formerPrefix) ? `alert-${type.slice(formerPrefix.length)}` : type))
        .pipe(TriggerType),
    )
    .max(50)
    .nullish(),
});
export type ConnectionInput = z.infer<typeof ConnectionInput>;
