import type { EventFlow, FlowIntegration } from '../domain/event-flow/event-flow.ts';
import type { ConfigurationStore } from './configuration-store.ts';

export type EventFlowStore = ConfigurationStore<EventFlow>;

/** Entries of flows: they are found by their flow, and their events by their key (`KeyedSources`). */
export interface FlowIntegrationStore extends Omit<ConfigurationStore<FlowIntegration>, 'byName'> {
  /** The entries of a flow, oldest first. */
  ofFlow(flowId: number): Promise<FlowIntegration[]>;
}
