import type { ActionDelivery } from '../domain/action-delivery/delivery.ts';
import type { ActionWatch } from '../domain/action-delivery/watch.ts';
import type { LogEntry } from '../domain/alert/log-entry.ts';
import type { Instant } from '../domain/time.ts';

/** What actions do for alerts, in the partitions of the alerts. */
export interface ActionDeliveryStore {
  get(alertId: number, id: number): Promise<ActionDelivery | undefined>;
  /** Those of an alert. */
  ofAlert(alertId: number): Promise<ActionDelivery[]>;
  /** Writes those that are not there yet; returns their ids. */
  add(deliveries: readonly ActionDelivery[]): Promise<ReadonlySet<number>>;
  /** Over what was read, with what the timeline says of it and what the action has made. Throws VersionConflictError when it changed meanwhile. */
  save(
    delivery: ActionDelivery,
    besides?: {
      readonly log?: readonly LogEntry[];
      readonly reference?: string;
      /** By which the tool will name it; leads back to the alert. */
      readonly ticket?: string;
      /** Of a chat, that began with what the action has posted. */
      readonly thread?: string;
    },
  ): Promise<ActionDelivery>;
  /** How far an alert was looked at; undefined where its source had no actions when it came. */
  watch(alertId: number): Promise<ActionWatch | undefined>;
  /** Has an alert looked at from now on, whose source had no actions when it came; one that is looked at stays as it is. */
  beginWatch(watch: ActionWatch): Promise<void>;
  /** Notes a look up to `until`. False when somebody asked for another one since the watch was read. */
  looked(watch: ActionWatch, until: Instant): Promise<boolean>;
  /** What an action has made for an alert: the id of a ticket or message. */
  reference(alertId: number, actionId: number): Promise<string | undefined>;
  /** The alert that an action has opened this ticket for. */
  alertOfTicket(actionId: number, ticket: string): Promise<number | undefined>;
  /** The alert that a thread of a chat is about, and the action that has begun it. */
  alertOfThread(thread: string): Promise<{ readonly alertId: number; readonly actionId: number } | undefined>;
}
