import type { TeamRole } from '../../functions/domain/team/team.ts';
import type { Instant } from '../../functions/domain/time.ts';
import type { AlertPreference } from '../../functions/domain/user/user.ts';
import type { ActionSketch } from './action-plan.ts';
import type { BrowserSketch } from './browser-plan.ts';
import type { Deploying } from './deployment-plan.ts';
import type { Guards } from './guards.ts';
import type { OperationOf } from './operations/capability.ts';
import type { capabilities } from './operations/table.ts';
import type { Publishing } from './publishing.ts';

/** What breaks: the `call`-th port call, counted over the whole run, of a function. */
export interface Fault {
  readonly function: FunctionName;
  readonly call: number;
  /**
   * `before` and `after`: the call fails without and with effect; `die-before` and `die-after`: the function is gone, none
   * of its awaits ever resumes; `hang`: no answer until the function's timeout; `late`: the same, but the effect comes
   * some seconds after it, when another one may be at work already.
   */
  readonly kind: 'before' | 'after' | 'die-before' | 'die-after' | 'hang' | 'late';
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
/** Those whose calls break in every run, two that have something to do only where there are pages, and two where there are actions. */
export type FunctionName =
  | (typeof functionNames)[number]
  | 'tell-subscribers'
  | 'render-page'
  | 'run-action'
  | 'handle-callback';

export interface RuleSketch {
  readonly method: 'SMS' | 'VOICE' | 'EMAIL' | 'PUSH';
  readonly delayMin: number;
  readonly type: AlertPreference['type'];
}

export interface UserSketch {
  readonly id: number;
  readonly rules: readonly RuleSketch[];
  readonly muted: boolean;
}

/** A level tells its users first, then who is on call in its schedules, then the members of its teams. */
export interface LevelSketch {
  readonly minutes: number;
  readonly users: readonly number[];
  readonly schedules: readonly number[];
  readonly teams: readonly number[];
}

export interface PolicySketch {
  readonly id: number;
  readonly levels: readonly LevelSketch[];
  readonly repeats: number;
  readonly delayMin: number;
}

/** Users who take turns of `rotation` (`P1D`, `PT1H`) from `startsOn` on, local time of the schedule's zone. */
export interface LayerSketch {
  readonly startsOn: string;
  readonly rotation: string;
  readonly users: readonly number[];
}

export interface ShiftSketch {
  readonly userId: number;
  readonly start: Instant;
  readonly end: Instant;
}

/** Recurring when it has layers, of which a later one wins; else what the shifts say. */
export interface ScheduleSketch {
  readonly id: number;
  readonly timezone: string;
  readonly layers: readonly LayerSketch[];
  readonly shifts: readonly ShiftSketch[];
}

/** Somebody stands in; of two that overlap the one with the higher id wins. */
export interface OverrideSketch extends ShiftSketch {
  readonly id: number;
  readonly scheduleId: number;
}

export interface TeamSketch {
  readonly id: number;
  readonly members: readonly { readonly userId: number; readonly role: TeamRole }[];
}

/** Support is there from `start` to `end` (HH:mm in the zone) on every day of the week. */
export interface SupportHoursSketch {
  readonly id: number;
  readonly timezone: string;
  readonly start: string;
  readonly end: string;
}

export interface SourceSketch {
  readonly id: number;
  readonly policyId: number;
  readonly priority: 'HIGH' | 'LOW' | 'HIGH_DURING_SUPPORT_HOURS' | 'LOW_DURING_SUPPORT_HOURS';
  readonly supportHoursId?: number;
  /** After how many minutes its alerts resolve themselves; absent: never. */
  readonly resolvesAfter?: 10 | 20;
  /** Whether its filter counts its events; it lets all of them through. */
  readonly counts?: true;
  /** Whether alerts that wait with low priority are raised when support hours say so. */
  readonly raises: boolean;
  /** How its events are grouped beyond the key. */
  readonly grouping?: GroupingSketch;
}

export interface GroupingSketch {
  readonly alertCreation: string;
  readonly alertGroupingWindow?: 'PT2M' | 'PT5M';
  readonly scoreThreshold?: number;
}

/** Planned work: no new alerts from these sources from `start` to `end`. */
export interface MaintenanceSketch {
  readonly id: number;
  readonly sources: readonly number[];
  readonly start: Instant;
  readonly end: Instant;
}

/** Something that pings at least every `intervalSec` seconds, or else its source has an alert. */
export interface HeartbeatSketch {
  readonly id: number;
  readonly intervalSec: number;
  readonly sourceId?: number;
}

/** A service, with what alerts of sources say of it. */
export interface ServiceSketch {
  readonly id: number;
  readonly oneOpenIncidentOnly: boolean;
  readonly rules: readonly AutomationSketch[];
}

export interface AutomationSketch {
  readonly id: number;
  readonly sourceId: number;
  readonly alertType: 'CREATED' | 'ACCEPTED';
  readonly serviceStatus: 'DEGRADED' | 'PARTIAL_OUTAGE' | 'MAJOR_OUTAGE';
  /** Whether it opens an incident, too. */
  readonly opens: boolean;
}

/** An event flow that holds events back before it hands them to a source; what is urgent goes on at once where it says so. */
export interface FlowSketch {
  readonly id: number;
  readonly integrationId: number;
  readonly sourceId: number;
  /** One wait after the other. */
  readonly waits: readonly number[];
  readonly passesUrgent: boolean;
}

/** All that stands when the first thing happens. */
export interface Configuration extends Publishing, Deploying {
  readonly users: readonly UserSketch[];
  readonly policies: readonly PolicySketch[];
  readonly sources: readonly SourceSketch[];
  readonly schedules: readonly ScheduleSketch[];
  readonly overrides: readonly OverrideSketch[];
  readonly teams: readonly TeamSketch[];
  readonly supportHours: readonly SupportHoursSketch[];
  readonly maintenance: readonly MaintenanceSketch[];
  readonly heartbeats: readonly HeartbeatSketch[];
  readonly flows?: readonly FlowSketch[];
  readonly actions?: readonly ActionSketch[];
  readonly browsers?: readonly BrowserSketch[];
  /** Absent in plans of former versions. */
  readonly services?: readonly ServiceSketch[];
}

/** One thing that happens, `at` seconds from the start. Alerts are meant by their key: the newest with it. */
export type Operation = OperationOf<(typeof capabilities)[number]>;

/** A whole run: all that happens and all that breaks. Leaving a part out leaves the rest as it is. */
export interface Plan {
  readonly seed: number;
  /** When it begins: some runs lie around a night in which the clocks change. */
  readonly startsAt: Instant;
  readonly configuration: Configuration;
  readonly operations: readonly Operation[];
  readonly faults: readonly Fault[];
  readonly guards?: Guards | undefined;
  /** How likely a message is delivered twice or late. */
  readonly disorder: number;
  /** How likely a call is slow: up to some seconds. */
  readonly slowness: number;
  /** How many milliseconds the clocks of functions are off at most. */
  readonly skew: number;
  /** How many items one query of the table gives at most. */
  readonly pageSize: number;
  /** Seconds from the start after which nothing happens and nothing breaks any more. */
  readonly calmAfter: number;
}
