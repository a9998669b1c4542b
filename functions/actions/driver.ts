import type { TriggerType } from '../domain/alert-action/alert-action.ts';
import { type ConnectorType, connectorNeed } from '../domain/alert-action/connector-type.ts';
import type { AutomationTrigger } from '../domain/automation/automation-rule.ts';
import type { ActionFacts, FactsOf } from './facts.ts';
import { actionParams } from './params/action-params.ts';
import { type ConnectedType, connectorParams } from './params/connector-params.ts';
import { withoutSecrets } from './secrets.ts';
import { shortened } from './words.ts';

export interface HttpRequest {
  readonly kind: 'http';
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A mail to addresses that an admin has typed in. Mails of one thread are answers to its first. */
export interface EmailRequest {
  readonly kind: 'email';
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly threadKey: string;
  readonly idempotencyKey: string;
}

/** An entry of EventBridge's PutEvents. */
export interface EventRequest {
  readonly kind: 'event';
  readonly entry: {
    readonly Source: string;
    readonly DetailType: string;
    readonly Detail: string;
    readonly Time: string;
    readonly EventBusName?: string;
  };
}

/** What Tocsin does itself. */
export type InternalRequest =
  | { readonly kind: 'internal'; readonly does: 'reroute'; readonly escalationPolicyId: number }
  | {
      readonly kind: 'internal';
      readonly does: 'automation';
      /** `apply` when the alert has come to what the action waits for, `take-back` once it is resolved. */
      readonly phase: 'apply' | 'take-back';
      readonly alertType: AutomationTrigger;
      readonly serviceIds: readonly number[];
      readonly serviceStatus: string;
      readonly templateId?: number;
      readonly sendNotification: boolean;
      readonly resolveIncident: boolean;
    };

/** What an action asks of the outside. */
export type ActionRequest = HttpRequest | EmailRequest | EventRequest | InternalRequest;

/** What came of a request. */
export type ActionAnswer =
  | {
      readonly kind: 'http';
      readonly status: number;
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>;
      /** As much of it as is read. */
      readonly body: string;
    }
  /** Mail, events and what Tocsin does itself. */
  | { readonly kind: 'taken'; readonly id?: string }
  | { readonly kind: 'refused'; readonly why: string }
  /** No answer, or none that ends: whether the target has acted is unknown. */
  | { readonly kind: 'unanswered'; readonly why: string };

/** How an attempt ended. Texts are one short line without secrets. */
export type ActionReading =
  | { readonly kind: 'done'; readonly said: string; readonly reference?: string; readonly url?: string }
  /** The trigger asks nothing of this type. */
  | { readonly kind: 'nothing'; readonly why: string }
  /** For good. */
  | { readonly kind: 'refused'; readonly why: string }
  /** `after`: seconds that the target wants to be left alone. */
  | { readonly kind: 'later'; readonly why: string; readonly after?: number };

export type ActionStep = { readonly kind: 'ask'; readonly request: ActionRequest } | ActionReading;

/** An attempt written down as what it asks, one after the other, and what it makes of the answers. */
export type Steps<Result = ActionReading> = Generator<ActionRequest, Result, ActionAnswer>;

/** How a kind of alert action does its work in another tool. Pure. */
export interface ActionDriver {
  readonly type: ConnectorType;
  readonly name: string;
  /** The target's public documentation of what is called. */
  readonly source: readonly string[];
  /** What it does, for people: on the first trigger, on others, on the end. */
  readonly does: { readonly first: string; readonly update: string; readonly end: string };
  /** What is seen twice when an attempt whose result is unknown is repeated; absent where nothing is. */
  readonly doubles?: string;
  /** Whether a repeat for this trigger may be seen twice. */
  mayDouble(trigger: TriggerType): boolean;
  /** What is to be done after these answers: the facts are the same for all steps of an attempt. */
  next(facts: ActionFacts, answers: readonly ActionAnswer[]): ActionStep;
}

interface Definition<T extends ConnectorType> {
  readonly type: T;
  readonly name: string;
  readonly source: readonly string[];
  readonly does: ActionDriver['does'];
  readonly doubles?: string;
  /** Triggers for which a repeat may double; absent: all, where `doubles` says something. */
  readonly doublesOn?: readonly TriggerType[];
  steps(facts: FactsOf<T>): Steps;
}

/** An attempt never asks more often than that. */
export const mostRequests = 8;
const longestText = 300;
const longestReference = 500;
const longestAddress = 2_000;
/** So much of an answer's reason is looked at; more than is shown, so that no half of a secret stands at its end. */
const longestRead = 5_000;

/** Thrown within steps to end the attempt from any depth. */
export class Ended extends Error {
  readonly reading: ActionReading;
  constructor(reading: ActionReading) {
    super(reading.kind);
    this.name = 'Ended';
    this.reading = reading;
  }
}

export const done = (
  said: string,
  made: { readonly reference?: string; readonly url?: string } = {},
): ActionReading => ({
  kind: 'done',
  said,
  ...(made.reference !== undefined && { reference: made.reference }),
  ...(made.url !== undefined && { url: made.url }),
});
export const nothing = (why: string): ActionReading => ({ kind: 'nothing', why });
export const refused = (why: string): ActionReading => ({ kind: 'refused', why });
export const later = (why: string, after?: number): ActionReading => ({
  kind: 'later',
  why,
  ...(after !== undefined && { after }),
});

/** Ends the attempt. */
export function end(reading: ActionReading): never {
  throw new Ended(reading);
}

/** A driver of steps. What is stored of params may be older than the code, so they are read once more. */
export function driver<T extends ConnectorType>(definition: Definition<T>): ActionDriver {
  const { type, name, source, does, doubles, doublesOn } = definition;
  return {
    type,
    name,
    source,
    does,
    ...(doubles !== undefined && { doubles }),
    mayDouble: (trigger) => doubles !== undefined && (doublesOn === undefined || doublesOn.includes(trigger)),
    next(facts, answers) {
      const problem = problemOf(type, facts);
      if (problem !== undefined) return refused(problem);
      const step = stepAfter(() => definition.steps(facts as FactsOf<T>), answers);
      if (step.kind !== 'ask') return worded(step, facts);
      return answers.length < mostRequests ? step : refused('the attempt has no end');
    },
  };
}

/** What of the params cannot be worked with; undefined when all of it can. */
function problemOf(type: ConnectorType, { action, connector }: ActionFacts): string | undefined {
  const read = actionParams[type].safeParse(action.params);
  if (!read.success) return firstIssue('params', read.error);
  const need = connectorNeed(type);
  if (need === 'none' || !(type in connectorParams)) return undefined;
  if (connector === undefined) return need === 'required' ? 'the connector is gone' : undefined;
  const readConnector = connectorParams[type as ConnectedType].safeParse(connector.params);
  return readConnector.success ? undefined : firstIssue("the connector's params", readConnector.error);
}

const firstIssue = (
  where: string,
  { issues }: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] },
): string => {
  const [first] = issues;
  return `${[where, ...(first?.path ?? []).map(String)].join('.')}: ${first?.message ?? 'cannot be read'}`;
};

/** Begins again with each step: what was answered leads to the same place. */
function stepAfter(begin: () => Steps, answers: readonly ActionAnswer[]): ActionStep {
  try {
    const steps = begin();
    let turn = steps.next();
    for (const answer of answers) {
      if (turn.done) break;
      turn = steps.next(answer);
    }
    return turn.done ? turn.value : { kind: 'ask', request: turn.value };
  } catch (error) {
    if (error instanceof Ended) return error.reading;
    throw error;
  }
}

/** Texts as they may be shown in a timeline, and of what was made only what may be kept: targets answer what they like. */
function worded(reading: ActionReading, facts: ActionFacts): ActionReading {
  const clean = (text: string) => shortened(withoutSecrets(text.slice(0, longestRead), facts), longestText);
  if (reading.kind !== 'done') return { ...reading, why: clean(reading.why) };
  const { reference, url } = reading;
  if (reference !== undefined && reference.length > longestReference) return refused('what the answer names is no id');
  const isAddress = url !== undefined && url.length <= longestAddress && /^https?:\/\//i.test(url) && URL.canParse(url);
  return done(clean(reading.said), { ...(reference !== undefined && { reference }), ...(isAddress && { url }) });
}
