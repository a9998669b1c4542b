import * as z from 'zod';
import { MemberKind } from '../../../actions/params/members.ts';
import { ConnectorType } from '../../../domain/alert-action/connector-type.ts';
import { history, Id, Moment, Owners, Person, Reference } from './shapes.ts';

/* What the API answers of what alerts set in motion. */

/** What is in it depends on the type. */
const params = z.record(z.string(), z.unknown());

const ParamsMember = z.object({
  name: z.string(),
  kind: MemberKind,
  isRequired: z.boolean(),
  isSecret: z.boolean(),
  choices: z.array(z.string()).optional(),
});

export const ConnectorTypeDescription = z.object({
  type: ConnectorType,
  isRetired: z.boolean(),
  connector: z.enum(['none', 'optional', 'required']),
  connectorParams: z.array(ParamsMember),
  actionParams: z.array(ParamsMember),
});

export const Connector = z.object({ id: z.string(), type: z.string(), name: z.string(), params, ...history });

const action = {
  id: z.string(),
  name: z.string(),
  connectorId: z.string(),
  connectorType: z.string(),
  triggerMode: z.enum(['AUTOMATIC', 'MANUAL']),
  triggerTypes: z.array(z.string()),
  params,
  ...history,
};

export const AlertAction = z.object({
  ...action,
  alertSourceIds: z.array(Id).optional(),
  alertSources: z.array(Reference).optional(),
  escalationEndedDelaySec: z.number().optional(),
  notResolvedDelaySec: z.number().optional(),
  delaySec: z.number().optional(),
  alertFilter: z
    .object({
      operator: z.enum(['AND', 'OR']),
      predicates: z.array(z.object({ field: z.string(), criteria: z.string(), value: z.string() })),
    })
    .optional(),
  conditions: z.string().optional(),
  /** Whether the tool says what becomes of its tickets; absent where it does not. */
  bidirectional: z.boolean().optional(),
  /** Where a tool with tickets posts what becomes of them, and what it signs that with: for those alone who may change the action. */
  callbackUrl: z.string().optional(),
  callbackSecret: z.string().optional(),
  teams: Owners,
});

export const Connection = z.object({ ...action, alertSourceIds: z.array(Id) });

export const AlertActionResult = z.object({
  id: z.string(),
  alertActionId: z.string(),
  connectorId: z.string(),
  alertId: Id,
  /** Whether it has been done; what fails for now is tried again. */
  success: z.boolean(),
  status: z.enum(['QUEUED', 'SENDING', 'DONE', 'FAILED']),
  /** What the target said, or why it failed. */
  message: z.string().optional(),
  at: Moment,
  actor: Person.optional(),
});

export const AlertActionTrigger = z.object({
  alertActionId: z.string(),
  connectorId: z.string(),
  type: z.string(),
  name: z.string(),
  iconUrl: z.string().nullable(),
  history: z.array(AlertActionResult),
});

/** Which others it has depends on the type. */
export const ChatApp = z.looseObject({
  type: z.enum(['slack', 'microsoft_teams', 'zoom', 'google_chat']),
  botToken: z.string().optional(),
  signingSecret: z.string().optional(),
  ...history,
});

export const ChatAccount = z.object({
  id: z.string(),
  type: z.string(),
  space: z.string(),
  user: z.string(),
  name: z.string().nullable(),
  linkedAt: Moment,
});
