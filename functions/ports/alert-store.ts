import type { Alert, AlertStatus, EscalationStep, KeyLock, OpenKeyLock, Responder } from '../domain/alert/alert.ts';
import type { LogEntry, LogFilterType, TimelineEntry } from '../domain/alert/log-entry.ts';
import type { AlertSource } from '../domain/alert-source/alert-source.ts';
import type { EscalationPolicy } from '../domain/escalation-policy/escalation-policy.ts';
import type { EventRecord } from '../domain/event/event.ts';
import type { AlertMembers } from '../domain/event/grouping/alert-members.ts';
import type { Heads } from '../domain/event/grouping/heads.ts';
import type { Occurrence } from '../domain/maintenance/occurrences.ts';
import type { Notification } from '../domain/notification/notification.ts';
import type { Instant } from '../domain/time.ts';
import type { GroupingStore } from './grouping-store.ts';
import type { Page } from './page.ts';

export interface AlertFilter {
  readonly states?: readonly AlertStatus[];
  readonly sources?: readonly number[];
  readonly policies?: readonly number[];
  readonly responders?: readonly number[];
  /** On `reportTime`; `from` inclusive, `until` exclusive. */
  readonly from?: Instant;
  readonly until?: Instant;
}

/** What one save of an alert writes besides the alert, in the same transaction. */
export interface AlertChange {
  readonly log: readonly LogEntry[];
  /** Written as they are, replacing what is there. */
  readonly responders?: readonly Responder[];
  /** Written if absent. */
  readonly missingResponders?: readonly Responder[];
  readonly removeResponders?: readonly number[];
  readonly event?: EventRecord;
  /** Written if absent. */
  readonly notifications?: readonly Notification[];
  /** The claimed step, put in the due index unless it is expanded already. */
  readonly step?: EscalationStep | undefined;
  /** What the key of the alert is to remember, while it names this alert. */
  readonly lock?: LockMemory | undefined;
  /** What is in the alert from now on. */
  readonly members?: AlertMembers | undefined;
  /** The key of an event that is grouped into the alert: its lock has to be free, and names this alert from now on. */
  readonly joins?: Joins | undefined;
  /** What another key of the alert is to remember, while it names this alert. */
  readonly learns?: Learning | undefined;
  /** Refused with a VersionConflictError unless its own key names the alert, and no other key does. */
  readonly isAlone?: boolean | undefined;
  /** Of a new alert: the alert that its key was grouped into, which is over. */
  readonly replaces?: number | undefined;
  /** Of a new alert: the list of its source with it, written on the condition that it follows the one that is there. */
  readonly heads?: Heads | undefined;
}

/** `replaces`: the alert that the key was grouped into before, which is over. */
export interface Joins extends Pick<OpenKeyLock, 'group'> {
  readonly key: string;
  readonly receivedAt: Instant;
  readonly replaces?: number | undefined;
}

/** That a key is over, or, with `reportTime`, that it fires again. */
export interface Learning extends Pick<Partial<OpenKeyLock>, 'overAt' | 'reportTime' | 'group'> {
  readonly key: string;
}

/** What the key of an open alert remembers for its repeats. */
export type LockMemory = Partial<Pick<OpenKeyLock, 'priority' | 'group' | 'hasMembers'>>;

export type CreateAlertResult =
  | { readonly outcome: 'created' }
  /** The key has an open alert, or a tombstone younger than `receivedAt` of the event. */
  | { readonly outcome: 'locked'; readonly lock: KeyLock }
  /** Another alert of the source was opened since the list of those was read. */
  | { readonly outcome: 'crowded' }
  /** This event was processed before. */
  | { readonly outcome: 'duplicate'; readonly event: EventRecord };

/** What an arriving event meets. */
export interface Intake {
  readonly source: AlertSource | undefined;
  readonly lock: KeyLock | undefined;
  /** When there is planned work for the source. */
  readonly maintenance: readonly Occurrence[];
  /** Whether alerts of the source do something to services. */
  readonly isAutomated: boolean;
  /** Whether the source has actions that its alerts or people set in motion. */
  readonly hasActions: boolean;
  /** The policy that was asked for, if there is one that can be read. */
  readonly policy?: EscalationPolicy | undefined;
}

export interface AlertStore extends GroupingStore {
  /** Always consistent. */
  get(id: number): Promise<Alert | undefined>;
  getMany(ids: readonly number[]): Promise<Alert[]>;
  /** Newest first by report time. Constant cost per page however many alerts there are. */
  list(filter: AlertFilter, page: Page): Promise<Alert[]>;
  count(filter: AlertFilter): Promise<number>;
  /** What an arriving event meets, in one call: its source, planned work for it, the lock of its key, and a policy. */
  intake(sourceId: number, key: string | undefined, policyId?: number): Promise<Intake>;
  /**
   * One transaction: the alert, its key's lock (when it has a key), the event and the rest. Throws
   * `IdCollisionError` when the id is taken: draw again. An automated alert has its automation asked for.
   */
  create(alert: Alert, change: AlertChange): Promise<CreateAlertResult>;
  /**
   * Saves `alert` if its stored version is still `alert.version`, and raises the version. When it became RESOLVED the
   * key's lock is replaced by a tombstone, if it names this alert; when an automated one came to something else, its automation is
   * asked for. Returns what was stored. Throws VersionConflictError; AlreadyRecordedError when the
   * event was recorded before, VersionConflictError, too, when the lock of a key that joins is not free.
   */
  save(alert: Alert, change: AlertChange): Promise<Alert>;
  /**
   * Records an event that repeats an open alert: the event (if absent) with its log entries, one call. Returns false
   * when the event was recorded before. The alert itself is not touched, so that a storm of repeats cannot make it hot;
   * `besides.lock` is what its key has to learn all the same.
   */
  append(
    event: EventRecord,
    log: readonly LogEntry[],
    besides?: {
      readonly lock?: { readonly alert: Pick<Alert, 'id' | 'alertKey' | 'source'>; readonly memory: LockMemory };
      /** The source has actions that may be about the entries. */
      readonly hasActions?: boolean;
    },
  ): Promise<boolean>;
  /**
   * Records an event that says that a key is over which nothing is open for: the key remembers when that came, and what is
   * older opens nothing. Returns the lock instead, and records nothing, where there is one that is younger or open.
   */
  recordEnd(event: EventRecord, key: string): Promise<KeyLock | undefined>;
  /** The lock of a key, always consistent. */
  keyLock(sourceId: number, key: string): Promise<KeyLock | undefined>;
  /** Adds entries to the timelines of alerts; writing the same id again changes nothing. With the alert, its actions hear of them. */
  addLog(entries: readonly LogEntry[], alert?: Pick<Alert, 'id' | 'hasActions'>): Promise<void>;
  /** Entries of this moment and later, oldest first; always consistent. */
  logSince(alertId: number, since: Instant): Promise<TimelineEntry[]>;
  /** Oldest first, unless asked for the newest first. */
  log(
    alertId: number,
    page: Page,
    filterTypes?: readonly LogFilterType[],
    order?: 'ascending' | 'descending',
  ): Promise<TimelineEntry[]>;
  responder(alertId: number, userId: number): Promise<Responder | undefined>;
  responders(alertId: number): Promise<Responder[]>;
  /** Those of many alerts; keyed by alert id. */
  respondersOf(alertIds: readonly number[]): Promise<ReadonlyMap<number, Responder[]>>;
  /** All steps of the alert, oldest first. */
  steps(alertId: number): Promise<EscalationStep[]>;
  step(alertId: number, stepId: number): Promise<EscalationStep | undefined>;
  /**
   * Writes the responders and notifications a step names, those that are not there yet, in transactions of at most 100
   * items, and with the last of them marks the step as expanded and takes it out of the due index. One call when all
   * fits; repeating it after a crash finishes what is missing and never touches an item that has moved on.
   */
  expandStep(
    step: EscalationStep,
    items: {
      readonly alert: Pick<Alert, 'reportTime' | 'hidden'>;
      readonly responders: readonly Responder[];
      readonly notifications: readonly Notification[];
    },
    at: Instant,
  ): Promise<void>;
  sourceStatus(sourceId: number): Promise<'PENDING' | 'ALL_ACCEPTED' | 'ALL_RESOLVED'>;
}
