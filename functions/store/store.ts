import * as z from 'zod';
import { usualAuditDays } from '../domain/audit/audit-entry.ts';
import { Instant } from '../domain/time.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { createAlertStore } from './alerts.ts';
import { createApiKeyStore } from './api-keys.ts';
import { createAutoResolutionStore } from './auto-resolutions.ts';
import { ifAbsent } from './conditions.ts';
import { createConversationStore } from './conversations.ts';
import { createDayCountStore } from './day-counts.ts';
import { createDueStore } from './due.ts';
import { createEventBudgets } from './event-budgets.ts';
import { createEventStore } from './events.ts';
import { entityOf, type Form } from './items.ts';
import { createKeyUsageStore } from './key-usage.ts';
import { keys } from './keys.ts';
import { lazily } from './lazily.ts';
import { createNotificationStore } from './notifications.ts';
import { createPolicyStore } from './policies.ts';
import { createSendStore } from './sending.ts';
import { createSessionStore } from './sessions.ts';
import { createSignInAttemptStore } from './sign-in-attempts.ts';
import { createSourceWarningStore } from './source-warnings.ts';
import { createAlertSourceStore, sourceReader } from './sources.ts';
import { createSupportHoursStore } from './support-hours.ts';
import type { Table } from './table.ts';
import { createTeamStore } from './teams.ts';
import { createTimerStore } from './timers.ts';
import { createUserStore } from './users.ts';
import { createWindowStore } from './windows.ts';

const Account = z.object({ createdAt: Instant, ownerId: z.number() });
type Account = z.infer<typeof Account>;
const accountForm: Form<Account> = { type: 'ACCOUNT', schema: Account };

/** Nothing is older: numeric ids count from here. */
const beginning = Instant.parse('2026-01-01T00:00:00.000Z');

export interface StoreOptions {
  /** Tells what is expired. */
  readonly clock: Clock;
  /** Keeps secrets that must be read back. */
  readonly cipher: Cipher;
  /** How long the audit log is kept. */
  readonly auditDays?: number;
}

const statusStores = () => import('./status-stores.ts');
const actionStores = () => import('./action-stores.ts');
const deploymentStores = () => import('./deployment-stores.ts');
const flowStores = () => import('./event-flows.ts');
const accountStores = () => import('./account-stores.ts');

/** All stores over one table. */
export function createStore(table: Table, { clock, cipher, auditDays = usualAuditDays }: StoreOptions): Store {
  const term = { auditDays };
  async function account(): Promise<Account | undefined> {
    const item = await table.get(keys.account());
    return item && entityOf(accountForm, item);
  }
  /** It never changes; whose the account is may. */
  let createdAt: Instant | undefined;
  async function accountCreatedAt(): Promise<Instant> {
    createdAt ??= (await account())?.createdAt;
    return createdAt ?? beginning;
  }
  return {
    users: createUserStore(table, term),
    apiKeys: createApiKeyStore(table, clock, term),
    sessions: createSessionStore(table, clock, term),
    signInAttempts: createSignInAttemptStore(table, clock),
    passkeys: lazily(async () => (await accountStores()).createPasskeyStore(table, term)),
    invitations: lazily(async () => (await accountStores()).createInvitationStore(table, term)),
    policies: createPolicyStore(table, term),
    sources: createAlertSourceStore(table, cipher, term),
    eventFlows: lazily(async () => (await flowStores()).createEventFlowStore(table, term)),
    flowIntegrations: lazily(async () => (await flowStores()).createFlowIntegrationStore(table, cipher, term)),
    apps: lazily(async () => (await accountStores()).createAppStore(table, term)),
    grants: lazily(async () => (await accountStores()).createGrantStore(table, clock, term)),
    keyUsage: createKeyUsageStore(table, clock),
    sourceWarnings: createSourceWarningStore(table, clock),
    teams: createTeamStore(table, term),
    schedules: lazily(async () => (await import('./schedules.ts')).createScheduleStore(table, term)),
    coverage: lazily(async () => (await accountStores()).createCoverageStore(table, term)),
    supportHours: createSupportHoursStore(table, term),
    maintenance: lazily(async () => (await statusStores()).createMaintenanceStore(table, term)),
    services: lazily(async () => (await statusStores()).createServiceStore(table, term)),
    incidents: lazily(async () => (await statusStores()).createIncidentStore(table, term)),
    incidentTemplates: lazily(async () => (await statusStores()).createIncidentTemplateStore(table, term)),
    metrics: lazily(async () => (await statusStores()).createMetricStore(table, cipher, term)),
    metricPoints: lazily(async () => (await statusStores()).createMetricPointStore(table)),
    metricSources: lazily(async () => (await statusStores()).createMetricDataSourceStore(table, cipher, term)),
    automationRules: lazily(async () => (await statusStores()).createAutomationRuleStore(table, term)),
    automationRuns: lazily(async () => (await statusStores()).createAutomationRunStore(table, term)),
    connectors: lazily(async () => (await actionStores()).createConnectorStore(table, cipher, term)),
    alertActions: lazily(async () => (await actionStores()).createAlertActionStore(table, cipher, term)),
    actionDeliveries: lazily(async () => (await actionStores()).createActionDeliveryStore(table)),
    chatRooms: lazily(async () => (await actionStores()).createChatRoomStore(table)),
    chatApps: lazily(async () => (await actionStores()).createChatAppStore(table, cipher, term)),
    statusPages: lazily(async () => (await statusStores()).createStatusPageStore(table, term)),
    publication: lazily(async () => (await statusStores()).createPublicationStore(table)),
    subscribers: lazily(async () => (await statusStores()).createSubscriberStore(table, term)),
    tellings: lazily(async () => (await statusStores()).createTellingStore(table)),
    pageFiles: lazily(async () => (await statusStores()).createPageFileStore(table)),
    deploymentPipelines: lazily(async () =>
      (await deploymentStores()).createDeploymentPipelineStore(table, cipher, term),
    ),
    deployments: lazily(async () => (await deploymentStores()).createDeploymentStore(table, clock)),
    heartbeats: lazily(async () => (await import('./heartbeats.ts')).createHeartbeatStore(table, cipher, clock, term)),
    identityProviders: lazily(async () => (await accountStores()).createIdentityProviderStore(table, cipher, term)),
    timers: createTimerStore(table),
    events: createEventStore(table, clock),
    flowEvents: lazily(async () => (await import('./flow-events.ts')).createFlowEventStore(table, clock)),
    alerts: createAlertStore(table, {
      clock,
      accountCreatedAt,
      sourceOf: sourceReader(cipher),
    }),
    autoResolutions: createAutoResolutionStore(table),
    notifications: createNotificationStore(table),
    sending: createSendStore(table, clock),
    conversations: createConversationStore(table, clock),
    windows: createWindowStore(table, clock),
    dayCounts: createDayCountStore(table, clock),
    counters: lazily(async () => (await import('./counters.ts')).createCounterStore(table, clock)),
    eventBudgets: createEventBudgets(table),
    due: createDueStore(table),
    audit: lazily(async () => (await accountStores()).createAuditStore(table, { clock, auditDays })),
    account,
    async createAccount(facts) {
      await table.write([{ put: { ...facts, type: 'ACCOUNT', ...keys.account() }, condition: ifAbsent }]);
    },
  };
}
