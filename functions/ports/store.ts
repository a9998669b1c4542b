import type { Alert, AlertStatus, EscalationStep, KeyLock, OpenKeyLock, Responder } from '../domain/alert/alert.ts';
import type { LogEntry, LogFilterType } from '../domain/alert/log-entry.ts';
import type { AlertSource, AlertSourceStatus } from '../domain/alert-source/alert-source.ts';
import type { CoverageRequest } from '../domain/coverage/coverage-request.ts';
import type { EscalationPolicy, Target } from '../domain/escalation-policy/escalation-policy.ts';
import type { EventRecord } from '../domain/event/event.ts';
import type { Heartbeat, HeartbeatMonitor } from '../domain/heartbeat/heartbeat-monitor.ts';
import type { HeartbeatKey, PingOutcome } from '../domain/heartbeat/ping.ts';
import type { MaintenanceWindow } from '../domain/maintenance/maintenance-window.ts';
import type { Occurrence } from '../domain/maintenance/occurrences.ts';
import type { Notification } from '../domain/notification/notification.ts';
import type { Conversation, Window } from '../domain/notification/windows.ts';
import type { Override, Schedule } from '../domain/schedule/schedule.ts';
import type { SupportHours } from '../domain/support-hours/support-hours.ts';
import type { Team } from '../domain/team/team.ts';
import type { Instant } from '../domain/time.ts';
import type { ApiKey } from '../domain/user/api-key.ts';
import type { Identity, User } from '../domain/user/user.ts';
import type { AuditStore } from './audit-store.ts';
import type { AuditEntries, ConfigurationStore } from './configuration-store.ts';
import type { IdentityProviderStore } from './identity-provider-store.ts';
import type { KeyUsageStore } from './key-usage.ts';
import type { AppStore, GrantStore } from './oauth-store.ts';
import type { NotificationState, SendStore } from './send-store.ts';
import type { PasskeyStore, SessionStore, SignInAttemptStore } from './session-store.ts';
import type { SourceWarningStore } from './source-warnings.ts';

/** Offset paging as on the wire: `start-index` and `max-results`. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

export interface UserStore extends Omit<ConfigurationStore<User>, 'byName'> {
  byEmail(email: string): Promise<User | undefined>;
  /** Users that have this address or E.164 number among their contacts, verified or not. */
  byContact(kind: 'EMAIL' | 'PHONE', target: string): Promise<User[]>;
  /** As whom a provider knows them. */
  byIdentity(identity: Pick<Identity, 'issuer' | 'subject'>): Promise<User | undefined>;
  /** By the SHA-256 (hex) of the secret in the address of their calendar feed. */
  byFeed(hash: string): Promise<User | undefined>;
}

/** What accepting an event needs to know of its source; `version` is 0 where the key's item does not carry it yet. */
export type KeyedSource = Pick<
  AlertSource,
  'id' | 'version' | 'integrationType' | 'policyId' | 'alertCreation' | 'extras' | 'metadata'
>;

/** The part of the alert source store that `ingest` reads, without the rest of it. */
export interface KeyedSources {
  /** One read: what is needed of the source stands on the key's own item. */
  byIntegrationKey(key: string): Promise<KeyedSource | undefined>;
  /**
   * Brings what stands on the key's item up to the source, where a version of the code that does not write it there has
   * changed the source. One read, and a write when there is something to bring up.
   */
  keepUp(key: string, known: KeyedSource): Promise<void>;
}

export interface AlertSourceStore extends ConfigurationStore<AlertSource> {
  byIntegrationKey(key: string): Promise<AlertSource | undefined>;
  /** The policies that sources use; hidden sources do not count. */
  policiesInUse(): Promise<ReadonlySet<number>>;
}

export interface ApiKeyStore {
  /** By the SHA-256 (hex) of the key; one that was made with limits is found only by who asks for it. */
  byHash(hash: string, how?: { readonly isLimited: boolean }): Promise<ApiKey | undefined>;
  /** Oldest first; those that ended lately are among them. */
  ofUser(userId: number): Promise<ApiKey[]>;
  create(key: ApiKey, audit?: AuditEntries): Promise<void>;
  /** Writes the successor and lets `former` end when it says now; false when the former one is gone. */
  replace(former: ApiKey, successor: ApiKey, audit?: AuditEntries): Promise<boolean>;
  /** False when it is gone already. */
  delete(key: ApiKey, audit?: AuditEntries): Promise<boolean>;
  /** Remembers the day (UTC) of a call, of a key that is still there. */
  noteUse(key: ApiKey, day: string): Promise<void>;
}

export interface TeamStore extends ConfigurationStore<Team> {
  /** The teams a user is a member of, oldest first. */
  ofMember(userId: number): Promise<Team[]>;
}

/** Every change of who is on call arms the schedule's `notice` timer in the same transaction. */
export interface ScheduleStore extends ConfigurationStore<Schedule> {
  /** By the SHA-256 (hex) of the secret in the address of its calendar feed. */
  byFeed(hash: string): Promise<Schedule | undefined>;
  /** Schedules whose current edition names the user, or in which the user has an override that ends after `from`. */
  ofUser(userId: number, from: Instant): Promise<Schedule[]>;
  /** The schedule with every edition it ever had, for looking at the past. */
  history(schedule: Schedule): Promise<Schedule>;
  /** Overrides that touch [from, until), by their end; without `until` all that end after `from`. */
  overrides(scheduleId: number, from: Instant, until?: Instant): Promise<Override[]>;
  /**
   * Writes overrides (at most 40) in one transaction; with `coverage` the request they come from, if it is still as
   * read (VersionConflictError). Throws InvalidInputError for a schedule or a user that is not there.
   */
  addOverrides(
    overrides: readonly Override[],
    coverage?: { readonly request: CoverageRequest; readonly previous: CoverageRequest },
    audit?: AuditEntries,
  ): Promise<void>;
  /** A user's overrides, in whatever schedule, that end after `from`. */
  overridesOf(userId: number, from: Instant): Promise<Override[]>;
  /** False when it is not there any more. */
  deleteOverride(override: Override, at: Instant, audit?: AuditEntries): Promise<boolean>;
  /** Lets the override end earlier; false when it is not there any more. */
  endOverride(override: Override, endsAt: Instant, audit?: AuditEntries): Promise<boolean>;
}

export interface CoverageStore {
  get(id: number): Promise<CoverageRequest | undefined>;
  /** What somebody asked or is asked, newest first. */
  ofUser(userId: number, page: Page): Promise<CoverageRequest[]>;
  create(request: CoverageRequest, audit?: AuditEntries): Promise<void>;
  /** Throws VersionConflictError. */
  save(request: CoverageRequest, previous: CoverageRequest, audit?: AuditEntries): Promise<CoverageRequest>;
}

export interface SupportHoursStore extends ConfigurationStore<SupportHours> {
  /** The ids of alert sources that refer to them. */
  sourcesOf(id: number): Promise<number[]>;
}

export interface MaintenanceStore extends Omit<ConfigurationStore<MaintenanceWindow>, 'byName'> {
  /** When there is planned work for these sources, of all their windows; keyed by source id. */
  ofSources(sourceIds: readonly number[]): Promise<ReadonlyMap<number, readonly Occurrence[]>>;
}

export interface HeartbeatStore extends ConfigurationStore<HeartbeatMonitor> {
  /** The oldest monitors whose id is above `after`. */
  listAfter(after: number, limit: number): Promise<HeartbeatMonitor[]>;
  /** What was heard of these monitors. */
  beats(ids: readonly number[]): Promise<Heartbeat[]>;
  /** Saves what is known if state, last ping and alert are still as in `from`; false when a ping came meanwhile. */
  move(next: Heartbeat, from: Heartbeat): Promise<boolean>;
  /** Deletes what a deleted monitor has left behind; that of any other stays. */
  forget(monitorId: number): Promise<void>;
}

/** What `ingest` does with the pings of monitors: the part of the store it needs, without the rest of it. */
export interface HeartbeatPings {
  /** Notes a ping: one write while the monitor is healthy. Undefined for a key that is none. */
  note(key: HeartbeatKey, at: Instant): Promise<PingOutcome | undefined>;
  /** Remembers that the RESOLVE which the ping of that time owed is queued. */
  settle(key: HeartbeatKey, pingAt: Instant): Promise<void>;
}

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
  readonly lock?: LockMemory;
}

/** What the key of an open alert remembers for its repeats. */
export type LockMemory = Partial<Pick<OpenKeyLock, 'priority' | 'group'>>;

export type CreateAlertResult =
  | { readonly outcome: 'created' }
  /** The key has an open alert, or a tombstone younger than `receivedAt` of the event. */
  | { readonly outcome: 'locked'; readonly lock: KeyLock }
  /** This event was processed before. */
  | { readonly outcome: 'duplicate'; readonly event: EventRecord };

/** What an arriving event meets. */
export interface Intake {
  readonly source: AlertSource | undefined;
  readonly lock: KeyLock | undefined;
  /** When there is planned work for the source. */
  readonly maintenance: readonly Occurrence[];
  /** The policy that was asked for, if there is one that can be read. */
  readonly policy?: EscalationPolicy | undefined;
}

export interface AlertStore {
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
   * `IdCollisionError` when the id is taken: draw again.
   */
  create(alert: Alert, change: AlertChange): Promise<CreateAlertResult>;
  /**
   * Saves `alert` if its stored version is still `alert.version`, and raises the version. When it became RESOLVED the
   * key's lock is replaced by a tombstone, if it names this alert. Returns what was stored. Throws VersionConflictError; AlreadyRecordedError when the
   * event was recorded before.
   */
  save(alert: Alert, change: AlertChange): Promise<Alert>;
  /**
   * Records an event that repeats an open alert: the event (if absent) with its log entries, one call. Returns false
   * when the event was recorded before. The alert itself is not touched, so that a storm of repeats cannot make it hot;
   * `lock` is what its key has to learn all the same.
   */
  append(
    event: EventRecord,
    log: readonly LogEntry[],
    lock?: { readonly alert: Pick<Alert, 'id' | 'alertKey' | 'source'>; readonly memory: LockMemory },
  ): Promise<boolean>;
  /** The lock of a key, always consistent. */
  keyLock(sourceId: number, key: string): Promise<KeyLock | undefined>;
  /** Adds entries to the timeline; writing the same id again changes nothing. */
  addLog(entries: readonly LogEntry[]): Promise<void>;
  /** Oldest first, unless asked for the newest first. */
  log(
    alertId: number,
    page: Page,
    filterTypes?: readonly LogFilterType[],
    order?: 'ascending' | 'descending',
  ): Promise<LogEntry[]>;
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

export interface EventStore {
  get(id: string): Promise<EventRecord | undefined>;
  /** False when it was there before. */
  record(event: EventRecord): Promise<boolean>;
  /** Newest first within [from, until). */
  ofSource(
    sourceId: number,
    filter: { readonly from: Instant; readonly until: Instant; readonly text?: string },
    page: Page,
  ): Promise<EventRecord[]>;
}

export interface NotificationStore {
  get(scope: string, id: number): Promise<Notification | undefined>;
  /** Oldest first. */
  list(scope: string): Promise<Notification[]>;
  /** Writes those that are not there yet; returns the ids it wrote. Chunks of at most 100. */
  add(notifications: readonly Notification[]): Promise<ReadonlySet<number>>;
  /**
   * Saves the new form if the stored one still is as in `from` (`at` and `sendingSince` when given), with log entries
   * in the same transaction. False when somebody else moved it first.
   */
  move(notification: Notification, from: NotificationState, log?: readonly LogEntry[]): Promise<boolean>;
  /** The notification that a provider knows by this id; for receipts and replies. */
  byProviderId(driver: string, providerId: string): Promise<Notification | undefined>;
}

/** What was said to and by one phone number or address lately: short codes and inbound ids. */
export interface ConversationStore {
  get(address: string): Promise<Conversation | undefined>;
  /** Version-checked; throws VersionConflictError. */
  save(conversation: Conversation): Promise<void>;
  /** True the first time an inbound message id is seen; expires after a week. */
  firstSeen(inboundId: string, at: Instant): Promise<boolean>;
}

export interface WindowStore {
  get(id: string): Promise<Window | undefined>;
  /** Version-checked; throws VersionConflictError. `dueAt` puts it in the due index. */
  save(window: Window): Promise<void>;
}

/** Kinds of work that wait for a time, most urgent first. Each has its own partition of the due index. */
export const dueKinds = [
  'escalation',
  'step',
  'notification',
  'window',
  'heartbeat',
  'maintenance',
  'support',
  'notice',
  'calendar',
] as const;
export type DueKind = (typeof dueKinds)[number];

/** A reference to due work; `keys` are what the store's `get` of that kind takes. */
export type DueReference = { readonly dueAt: Instant } & (
  | { readonly kind: 'escalation'; readonly alertId: number }
  | { readonly kind: 'step'; readonly alertId: number; readonly stepId: number }
  | { readonly kind: 'notification'; readonly scope: string; readonly id: number }
  | { readonly kind: 'window'; readonly id: string }
  /** A monitor, a maintenance window, an alert source, and twice a schedule. */
  | { readonly kind: 'heartbeat' | 'maintenance' | TimerKind; readonly id: number }
);

/** Due work that is an item of its own beside the configuration it belongs to: of a source, and of schedules. */
export type TimerKind = 'support' | 'notice' | 'calendar';

/** `since` is up to when the work was done; `state` is what it has to remember, as JSON text. */
export interface Timer {
  readonly dueAt?: Instant;
  readonly since?: Instant;
  readonly state?: string;
}

export interface TimerStore {
  get(kind: TimerKind, id: number): Promise<Timer | undefined>;
  /** Makes the work due at `at`, whenever it was due before; what it remembers stays. At most one call per 100. */
  arm(kind: TimerKind, ids: readonly number[], at: Instant): Promise<void>;
  /**
   * Remembers what was done and when to go on (never, without `dueAt`), if the timer is still as read. False when it was
   * armed meanwhile: then it stays due.
   */
  save(kind: TimerKind, id: number, timer: Timer, read: Timer): Promise<boolean>;
  delete(kind: TimerKind, id: number): Promise<void>;
}

export interface DueStore {
  /** Work of this kind due at or before `until`, longest overdue first, at most `limit`. */
  list(kind: DueKind, until: Instant, limit: number): Promise<DueReference[]>;
  /**
   * Moves the work to `until` if it is still due as read, and counts the attempt. Returns how often it was leased before
   * since it last became due by itself; undefined when somebody else has it.
   */
  lease(reference: DueReference, until: Instant): Promise<number | undefined>;
  /** Takes work that never succeeds out of the index for good; what it belongs to stays readable. */
  giveUp(reference: DueReference): Promise<void>;
}

/** All that is stored; each member is one file in `store/`. */
export interface Store {
  readonly users: UserStore;
  readonly apiKeys: ApiKeyStore;
  readonly sessions: SessionStore;
  readonly signInAttempts: SignInAttemptStore;
  readonly passkeys: PasskeyStore;
  readonly keyUsage: KeyUsageStore;
  readonly apps: AppStore;
  readonly grants: GrantStore;
  readonly policies: ConfigurationStore<EscalationPolicy> & {
    byRoutingKey(key: string): Promise<EscalationPolicy | undefined>;
    /** Those with a level that names it, oldest first. */
    ofTarget(kind: Target['kind'], id: number): Promise<EscalationPolicy[]>;
  };
  readonly sources: AlertSourceStore;
  readonly sourceWarnings: SourceWarningStore;
  readonly teams: TeamStore;
  readonly schedules: ScheduleStore;
  readonly coverage: CoverageStore;
  readonly supportHours: SupportHoursStore;
  readonly maintenance: MaintenanceStore;
  readonly heartbeats: HeartbeatStore;
  readonly identityProviders: IdentityProviderStore;
  readonly timers: TimerStore;
  readonly events: EventStore;
  readonly alerts: AlertStore;
  readonly notifications: NotificationStore;
  readonly sending: SendStore;
  readonly conversations: ConversationStore;
  readonly windows: WindowStore;
  readonly due: DueStore;
  readonly audit: AuditStore;
  /** Account facts: when it was created (lists of alerts look no further back). */
  account(): Promise<{ readonly createdAt: Instant; readonly ownerId: number } | undefined>;
  /** Writes the account facts unless there are some already; the deploy does it once. */
  createAccount(facts: { readonly createdAt: Instant; readonly ownerId: number }): Promise<void>;
}

export type { AlertSourceStatus, ConfigurationStore };
