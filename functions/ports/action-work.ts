import type { ActionDelivery } from '../domain/action-delivery/delivery.ts';

/** Whoever carries alert actions out. */
export interface ActionWork {
  /** Has somebody look at what became of these alerts and do what is due of it; without alerts: whatever is due. Does not wait for it. */
  wake(alertIds?: readonly number[]): Promise<void>;
  /** Makes one attempt of a delivery and waits for its end. Undefined when nobody knows how it ended. */
  perform(delivery: Pick<ActionDelivery, 'alertId' | 'id'>): Promise<ActionEnd | undefined>;
}

/** How an attempt ended. */
export type ActionEnd = Pick<ActionDelivery, 'status' | 'said'>;
