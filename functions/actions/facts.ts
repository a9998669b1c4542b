import type { AlertStatus } from '../domain/alert/alert.ts';
import type { TriggerType } from '../domain/alert-action/alert-action.ts';
import type { ConnectorType } from '../domain/alert-action/connector-type.ts';
import type { Image, Link, Priority } from '../domain/event/event.ts';
import type { Instant } from '../domain/time.ts';
import type { ActionParams } from './params/action-params.ts';
import type { ConnectedType, ConnectorParams } from './params/connector-params.ts';

/** A person as other tools are told of them. */
export interface ActionPerson {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly username?: string;
}

/** What an action may see of its alert. */
export interface ActionAlert {
  readonly id: number;
  readonly summary: string;
  readonly details?: string;
  readonly reportTime: Instant;
  readonly status: AlertStatus;
  readonly priority: Priority;
  readonly severity?: number;
  readonly alertKey?: string;
  readonly source: { readonly id: number; readonly name: string };
  readonly policy?: { readonly id: number; readonly name: string };
  /** The first of its responders, as the wire has it. */
  readonly assignedTo?: ActionPerson;
  /** The names of all of them. */
  readonly responders: readonly string[];
  readonly acceptedBy?: string;
  readonly resolvedBy?: string;
  readonly services: readonly string[];
  readonly links: readonly Link[];
  readonly images?: readonly Image[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly customDetails?: Readonly<Record<string, unknown>>;
  /** Where people look at it. */
  readonly url: string;
}

/** Who did what set the action in motion: a person's or a source's name, and what they said. */
export interface ActionDeed {
  readonly by?: string;
  readonly comment?: string;
}

/**
 * What a tool that was installed has given: a token to call it with, where, if that differs from place to place, and as
 * whom, if it speaks as one of its users.
 */
export interface Installation {
  readonly token: string;
  readonly url?: string;
  readonly as?: string;
}

/** All that a driver knows. The same facts and answers always lead to the same step. */
export interface ActionFacts<Params = Readonly<Record<string, unknown>>, Connection = Params> {
  readonly trigger: TriggerType;
  readonly alert: ActionAlert;
  readonly deed: ActionDeed;
  readonly action: { readonly id: string; readonly name: string; readonly params: Params };
  readonly connector?: { readonly params: Connection };
  readonly installation?: Installation;
  /** What this action has made for this alert before: the id of a ticket or message, as the driver gave it. */
  readonly reference?: string;
  /** The same for each attempt of one delivery. */
  readonly attemptKey: string;
  /** An earlier attempt of this delivery may have reached the target. */
  readonly isRepeat: boolean;
  readonly now: Instant;
}

/** The facts as a driver of this type reads them: its params, and its connector where it has one. */
export type FactsOf<T extends ConnectorType> = ActionFacts<
  ActionParams<T>,
  T extends ConnectedType ? ConnectorParams<T> : never
>;
