import type { LogDraft } from '../escalation/plan-step.ts';
import type { EscalationPolicy } from '../escalation-policy/escalation-policy.ts';
import type { NormalisedEvent } from './event.ts';

/** The timeline entry of an event that created an alert or was appended to it. */
export const received = (
  source: { readonly name: string },
  { eventId }: { readonly eventId: string },
  event: NormalisedEvent,
): LogDraft => ({
  type: 'AlertReceivedLogEntry',
  vars: { source: source.name, eventId, eventType: event.eventType, ...(event.summary && { summary: event.summary }) },
});

/** The same for the one that created the alert, which says, too, that its group takes in everything. */
export const receivedFirst = (...[source, message, event]: Parameters<typeof received>): LogDraft => {
  const draft = received(source, message, event);
  return event.group?.hasNoKey ? { ...draft, vars: { ...draft.vars, ungrouped: true } } : draft;
};

/** An event goes with its entries in one transaction, which takes a hundred operations; its record keeps all comments. */
const maxComments = 50;

/** The comments that an event brings, as timeline entries. */
export const commentsOf = ({ comments = [] }: NormalisedEvent): LogDraft[] =>
  comments.slice(0, maxComments).map(({ creator, content }) => ({
    type: 'AlertCommentAddedBySystemLogEntry',
    vars: { comment: content, ...(creator && { user: creator }) },
  }));

/** Which policy the routing keys of an event chose, or that none did. */
export const routingTold = (key: string, routed: EscalationPolicy | undefined): LogDraft =>
  routed === undefined
    ? { type: 'AlertNotRoutedLogEntry', vars: { key } }
    : { type: 'AlertRoutedSuccessfulLogEntry', vars: { key, policy: routed.name } };
