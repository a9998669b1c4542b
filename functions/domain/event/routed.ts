import type { AlertSource } from '../alert-source/alert-source.ts';
import type { NormalisedEvent, RoutedBy } from './event.ts';

type Decided = Pick<RoutedBy, 'priority' | 'policyId'>;

/** What a flow decides in place of the source; a policy that is gone decides nothing, and the source's own takes the alert. */
export function decidedBy(flow: Decided | undefined, policy: { readonly id: number } | undefined): Decided {
  const { priority, policyId } = flow ?? {};
  return { ...(priority && { priority }), ...(policyId !== undefined && policyId === policy?.id && { policyId }) };
}

/**
 * The source as the flow that hands it an event wants it: the flow's priority and policy count, whatever the source's own
 * rule says.
 */
export const sourceAsRouted = <S extends Pick<AlertSource, 'alertPriorityRule' | 'policyId'>>(
  source: S,
  { priority, policyId = source.policyId }: Decided,
): S => ({ ...source, policyId, ...(priority && { alertPriorityRule: priority }) });

/** The event as the flow wants it: what the event or the source's templates say of priority and routing gives way. */
export function eventAsRouted(event: NormalisedEvent, { priority, policyId }: Decided): NormalisedEvent {
  const { routingKey, ...rest } = event;
  const routed = policyId === undefined ? event : rest;
  return priority === undefined ? routed : { ...routed, priority };
}

/** Room for the way through a flow, and for what the settings of a source made of the event. */
const mostOfWay = 600;
const mostOfReason = 255;

/** What the explorer says of an event's way: that through the flow, and what its source made of it. */
export function noteOfWay(flow: Pick<RoutedBy, 'why'> | undefined, why: string | undefined): string | undefined {
  const parts = [flow?.why.slice(0, mostOfWay), why?.slice(0, mostOfReason)].filter((part) => part);
  return parts.length === 0 ? undefined : parts.join('; ').toWellFormed();
}
