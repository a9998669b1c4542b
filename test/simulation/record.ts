import type { QueuedEvent } from '../../functions/domain/event/event.ts';
import type { Instant } from '../../functions/domain/time.ts';
import type { OutgoingMessage } from '../../functions/ports/channels.ts';
import type { MetricName } from '../../functions/ports/log.ts';
import type { Change } from '../../functions/store/memory/table.ts';
import type { Item } from '../../functions/store/table.ts';
import type { PushPayload } from '../../web/worker/notifications.ts';
import type { Callback } from './callbacks.ts';
import type { Credential } from './callers.ts';
import type { Execution } from './executions.ts';
import type { BrokenCall } from './invocations.ts';
import type { Plan } from './plan.ts';
import type { PushServices } from './push-services.ts';
import type { Shown } from './shown.ts';
import type { Targets } from './targets.ts';

/** A change of the table, in the order of all changes. */
export interface Written extends Change {
  readonly at: Instant;
}

/** A message that a driver took: `after` is how many changes had been written by then. */
export interface Received {
  readonly message: OutgoingMessage;
  readonly scope: string;
  readonly id: number;
  readonly driver: string;
  readonly providerId: string;
  readonly at: Instant;
  readonly after: number;
  /** True when the driver's answer was lost, or the function that sent it broke or died at any time. */
  readonly isUncertain: () => boolean;
  /** What a browser makes its notification of. */
  readonly shown?: PushPayload;
}

/** A person's answer that was confirmed to them. */
export interface Confirmed {
  readonly alertId: number;
  readonly userId: number;
  readonly command: 'ACCEPT' | 'RESOLVE' | 'ESCALATE';
}

/** A request of a source that was answered 4xx. */
export interface Refused {
  readonly requestId: string;
  readonly code: string;
}

/** Somebody who was let in over the API: by what, when they asked and when they were in, and as whom. */
export interface CallerSeen {
  readonly credential: Credential;
  readonly began: Instant;
  readonly at: Instant;
  readonly userId: number;
  readonly role: string;
  /** Their teams, with their role in each; administrators need none. */
  readonly teams?: readonly (readonly [number, string])[];
}

/** All that can be seen of a run from outside. */
export interface RunRecord {
  readonly plan: Plan;
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  /** False when something was still going on when patience ran out. */
  readonly isAtRest: boolean;
  readonly writes: readonly Written[];
  readonly items: readonly Item[];
  readonly received: readonly Received[];
  readonly accepted: readonly QueuedEvent[];
  /** When whoever sent an event knew that it was accepted, by the event's id. */
  readonly acceptedAt: ReadonlyMap<string, Instant>;
  readonly confirmed: readonly Confirmed[];
  readonly refused: readonly Refused[];
  /** Answers by mail that somebody else wrote in a person's name. */
  readonly forged: readonly Confirmed[];
  /** Deployments that were accepted, by their names. */
  readonly deployed: ReadonlySet<string>;
  /** Comments that were confirmed: the alert and the text. */
  readonly comments: readonly string[];
  readonly letIn: readonly CallerSeen[];
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  readonly executions: readonly Execution[];
  readonly counts: Readonly<Partial<Record<MetricName, number>>>;
  /** What people outside saw of pages, and were told. */
  readonly shown: Shown;
  /** The tools that alert actions reach. */
  readonly targets: Targets;
  /** Where the pushes to browsers went. */
  readonly pushServices: PushServices;
  /** What other tools have called for and nobody could do. */
  readonly lostCallbacks: readonly Callback[];
  /** What was found wrong while it ran. */
  readonly sightings: readonly string[];
  /** How much happened, all in all. */
  readonly events: number;
  readonly brokenCalls: readonly BrokenCall[];
}
