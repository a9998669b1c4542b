import type { Instant } from '../domain/time.ts';
import type { AlertSourceStore } from './alert-source-store.ts';
import type { AlertStore } from './alert-store.ts';
import type { ApiKeyStore } from './api-key-store.ts';
import type { AuditStore } from './audit-store.ts';
import type { DayCountStore } from './day-count-store.ts';
import type { DueStore, TimerStore } from './due-store.ts';
import type { EscalationPolicyStore } from './escalation-policy-store.ts';
import type { EventStore } from './event-store.ts';
import type { HeartbeatStore } from './heartbeat-store.ts';
import type { IdentityProviderStore } from './identity-provider-store.ts';
import type { IncidentStore, IncidentTemplateStore } from './incident-store.ts';
import type { InvitationStore } from './invitation-store.ts';
import type { KeyUsageStore } from './key-usage.ts';
import type { MaintenanceStore } from './maintenance-store.ts';
import type { ConversationStore, NotificationStore, WindowStore } from './notification-store.ts';
import type { AppStore, GrantStore } from './oauth-store.ts';
import type { PublicationStore } from './publication-store.ts';
import type { CoverageStore, ScheduleStore } from './schedule-store.ts';
import type { SendStore } from './send-store.ts';
import type { ServiceStore } from './service-store.ts';
import type { PasskeyStore, SessionStore, SignInAttemptStore } from './session-store.ts';
import type { SourceWarningStore } from './source-warnings.ts';
import type { StatusPageStore } from './status-page-store.ts';
import type { SupportHoursStore } from './support-hours-store.ts';
import type { TeamStore } from './team-store.ts';
import type { UserStore } from './user-store.ts';

/** All that is stored; each member is one file in `store/`. */
export interface Store {
  readonly users: UserStore;
  readonly apiKeys: ApiKeyStore;
  readonly sessions: SessionStore;
  readonly signInAttempts: SignInAttemptStore;
  readonly passkeys: PasskeyStore;
  readonly invitations: InvitationStore;
  readonly keyUsage: KeyUsageStore;
  readonly apps: AppStore;
  readonly grants: GrantStore;
  readonly policies: EscalationPolicyStore;
  readonly sources: AlertSourceStore;
  readonly sourceWarnings: SourceWarningStore;
  readonly teams: TeamStore;
  readonly schedules: ScheduleStore;
  readonly coverage: CoverageStore;
  readonly supportHours: SupportHoursStore;
  readonly maintenance: MaintenanceStore;
  readonly services: ServiceStore;
  readonly incidents: IncidentStore;
  readonly incidentTemplates: IncidentTemplateStore;
  readonly statusPages: StatusPageStore;
  readonly publication: PublicationStore;
  readonly heartbeats: HeartbeatStore;
  readonly identityProviders: IdentityProviderStore;
  readonly timers: TimerStore;
  readonly events: EventStore;
  readonly alerts: AlertStore;
  readonly notifications: NotificationStore;
  readonly sending: SendStore;
  readonly conversations: ConversationStore;
  readonly windows: WindowStore;
  readonly dayCounts: DayCountStore;
  readonly due: DueStore;
  readonly audit: AuditStore;
  /** Account facts: when it was created (lists of alerts look no further back), and whose it is. */
  account(): Promise<{ readonly createdAt: Instant; readonly ownerId: number } | undefined>;
  /** Writes the account facts unless there are some already; the deploy does it once. */
  createAccount(facts: { readonly createdAt: Instant; readonly ownerId: number }): Promise<void>;
}
