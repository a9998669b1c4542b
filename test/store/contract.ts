import { describe } from 'vitest';
import type { Table } from '../../functions/store/table.ts';
import { alertActionContract } from './contract/alert-actions.ts';
import { alertListContract } from './contract/alert-lists.ts';
import { alertContract } from './contract/alerts.ts';
import { auditContract } from './contract/audit-log.ts';
import { configurationContract } from './contract/configuration.ts';
import { counterContract } from './contract/counters.ts';
import { credentialContract } from './contract/credentials.ts';
import { dayCountContract } from './contract/day-counts.ts';
import { deploymentContract } from './contract/deployments.ts';
import { dueContract } from './contract/due.ts';
import { eventContract } from './contract/events.ts';
import { flowEventContract } from './contract/flow-events.ts';
import { groupingContract } from './contract/grouping.ts';
import { identityProviderContract } from './contract/identity-providers.ts';
import { invitationContract } from './contract/invitations.ts';
import { metricContract } from './contract/metrics.ts';
import { notificationContract } from './contract/notifications.ts';
import { referenceContract } from './contract/references.ts';
import { scheduleContract } from './contract/schedules.ts';
import { serviceContract } from './contract/services.ts';
import { sessionContract } from './contract/sessions.ts';
import { shortLivedContract } from './contract/short-lived.ts';
import { sourceWarningContract } from './contract/source-warnings.ts';
import { statusPageContract } from './contract/status-pages.ts';
import { tableContract } from './contract/table.ts';
import { timesContract } from './contract/times.ts';

/** Makes an empty table for one test. */
export type NewTable = () => Promise<Table>;

/**
 * What every engine under the stores promises, from the table itself up to each entity. A slow one is spared what only
 * repeats the same kind of call.
 */
export function storeContract(engine: string, newTable: NewTable, { isSlow = false } = {}): void {
  describe(`the store contract on ${engine}`, () => {
    tableContract(newTable);
    configurationContract(newTable);
    credentialContract(newTable);
    referenceContract(newTable, { isSlow });
    scheduleContract(newTable, { isSlow });
    alertContract(newTable);
    alertListContract(newTable, { isSlow });
    alertActionContract(newTable, { isSlow });
    groupingContract(newTable);
    eventContract(newTable);
    flowEventContract(newTable);
    identityProviderContract(newTable);
    serviceContract(newTable);
    metricContract(newTable, { isSlow });
    notificationContract(newTable);
    shortLivedContract(newTable);
    sessionContract(newTable);
    invitationContract(newTable);
    sourceWarningContract(newTable);
    dayCountContract(newTable);
    counterContract(newTable);
    deploymentContract(newTable);
    dueContract(newTable);
    statusPageContract(newTable, { isSlow });
    timesContract(newTable);
    auditContract(newTable, { isSlow });
  });
}
