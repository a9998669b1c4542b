import type { AlertPreference } from '../../functions/domain/user/user.ts';

/** What breaks: the `call`-th port call, counted over the whole run, of a function. */
export interface Fault {
  readonly function: FunctionName;
  readonly call: number;
  /**
   * `before` and `after`: the call fails without and with effect; `die-before` and `die-after`: the function is gone, none
   * of its awaits ever resumes; `hang`: no answer until the function's timeout.
   */
  readonly kind: 'before' | 'after' | 'die-before' | 'die-after' | 'hang';
}

export const functionNames = [
  'ingest',
  'process-event',
  'advance-escalation',
  'send-notification',
  'handle-reply',
  'api',
  'on-change',
  'tick',
] as const;
export type FunctionName = (typeof functionNames)[number];

export interface RuleSketch {
  readonly method: 'SMS' | 'VOICE' | 'EMAIL' | 'PUSH';
  readonly delayMin: number;
  readonly type: AlertPreference['type'];
}

export interface PolicySketch {
  readonly id: number;
  readonly levels: readonly { readonly minutes: number; readonly users: readonly number[] }[];
  readonly repeats: number;
  readonly delayMin: number;
}

export interface Configuration {
  readonly users: readonly { readonly id: number; readonly rules: readonly RuleSketch[]; readonly muted: boolean }[];
  readonly policies: readonly PolicySketch[];
  readonly sources: readonly { readonly id: number; readonly policyId: number; readonly priority: 'HIGH' | 'LOW' }[];
}

export type Command = 'ACCEPT' | 'RESOLVE' | 'ESCALATE';

/** One thing that happens; `at` in seconds from the start. Alerts are meant by their key: the newest with it. */
export type Operation = { readonly at: number } & (
  | {
      readonly kind: 'event';
      readonly sourceId: number;
      readonly key: string;
      readonly type: 'ALERT' | 'ACCEPT' | 'RESOLVE';
      /** The same event id on the queue so often. */
      readonly copies: number;
    }
  | { readonly kind: 'answer'; readonly userId: number; readonly how: 'REPLY' | 'API'; readonly command: Command }
  | { readonly kind: 'escalate'; readonly key: string; readonly level?: number }
  | { readonly kind: 'raise'; readonly key: string }
  | { readonly kind: 'assign'; readonly key: string; readonly to: { kind: 'user' | 'policy'; id: number } }
  | { readonly kind: 'snooze'; readonly key: string; readonly minutes: number }
  | { readonly kind: 'edit-policy'; readonly policy: PolicySketch }
  | { readonly kind: 'delete-policy'; readonly policyId: number; readonly instead: number }
  | { readonly kind: 'edit-user'; readonly userId: number; readonly rules: readonly RuleSketch[] }
  | { readonly kind: 'mute'; readonly userId: number; readonly minutes: number }
  /** A person answers the `nth` message they receive, `after` milliseconds later. */
  | {
      readonly kind: 'reaction';
      readonly userId: number;
      readonly nth: number;
      readonly after: number;
      readonly command: Command;
    }
  /** All running executions of an alert are gone. */
  | { readonly kind: 'vanish'; readonly key: string }
  | { readonly kind: 'no-ticks'; readonly minutes: number }
  | {
      readonly kind: 'outage';
      readonly channel: RuleSketch['method'];
      readonly minutes: number;
      readonly does: 'rejects' | 'postpones' | 'loses-answers' | 'breaks';
    }
);

/** A whole run: all that happens and all that breaks. Leaving a part out leaves the rest as it is. */
export interface Plan {
  readonly seed: number;
  readonly configuration: Configuration;
  readonly operations: readonly Operation[];
  readonly faults: readonly Fault[];
  /** How likely a message is delivered twice or late. */
  readonly disorder: number;
  /** How likely a call is slow: up to some seconds. */
  readonly slowness: number;
  /** Seconds from the start after which nothing happens and nothing breaks any more. */
  readonly calmAfter: number;
}
