import { AttachedDeployment, Deployment } from '../domain/deployment/deployment.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeploymentFilter, DeploymentStore } from '../ports/deployment-store.ts';
import { logItem } from './alert-log.ts';
import { ifAbsent, ifPresent } from './conditions.ts';
import { jsonOfDeployment } from './deployment-intake.ts';
import { attributesOf, entityOf, type Form, isLive, itemAt } from './items.ts';
import {
  alertPartition,
  attachedDeploymentPrefix,
  deploymentsPartition,
  indexKeys,
  keys,
  monthsBack,
  workKey,
} from './keys.ts';
import { allOf, entriesOf, pageOf } from './pages.ts';
import type { Item, Table } from './table.ts';

const form: Form<Deployment> = { type: 'DEPLOYMENT', schema: Deployment, asJson: jsonOfDeployment };
const attachedForm: Form<AttachedDeployment> = {
  type: 'ALERT_DEPLOYMENT',
  schema: AttachedDeployment,
  asJson: ['links'],
};

const readAtOnce = 100;
const lookType = 'DEPLOYMENT_LOOK';

/** Deployments by month and time, and what of them alerts show, in the alerts' own partitions. */
export function createDeploymentStore(table: Table, clock: Clock): DeploymentStore {
  async function* fromTheNewest({ from, to, pipelines }: DeploymentFilter): AsyncGenerator<Deployment, undefined> {
    const sort = { between: [from, `${to}#~`] } as const;
    for (const month of monthsBack(to, from)) {
      const query = { partition: deploymentsPartition(month), sort, order: 'descending', limit: readAtOnce } as const;
      for await (const item of entriesOf(table, query)) {
        if (!isLive(item, clock.now())) continue;
        const deployment = entityOf(form, item);
        if (pipelines === undefined || pipelines.includes(deployment.pipeline.id)) yield deployment;
      }
    }
  }

  return {
    list: async (filter, page) => (filter.from > filter.to ? [] : pageOf(fromTheNewest(filter), page)),

    async due(work) {
      const item = await table.get(workKey(work), { consistent: true });
      if (item?.type === lookType) return { kind: 'alert', alertId: Number(item.alertId) };
      return item && { kind: 'deployment', deployment: entityOf(form, item) };
    },

    async lookFor(alertId, at) {
      const item = { ...keys.deploymentLook(alertId), type: lookType, alertId, ...indexKeys.due('deployment', at) };
      await table.write([{ put: item }]);
    },

    async lookedFor(alertId) {
      await table.write([{ delete: keys.deploymentLook(alertId) }]);
    },

    async lookAgain({ at, id }, dueAt) {
      await table.write([
        {
          update: keys.deployment(at, id),
          ...(dueAt && { set: indexKeys.due('deployment', dueAt) }),
          remove: ['leases', ...(dueAt === undefined ? ['duePK', 'dueAt'] : [])],
          condition: ifPresent,
        },
      ]);
    },

    async attach(attached, entry) {
      const { alertId, at, id } = attached;
      const item: Item = itemAt(keys.attachedDeployment(alertId, at, id), attributesOf(attachedForm, attached));
      await table.write([
        { put: item, condition: ifAbsent },
        { put: { ...keys.logId(alertId, entry.id), type: 'LOGID' } },
        { put: logItem(entry) },
      ]);
    },

    async attachedTo(alertId) {
      const query = { partition: alertPartition(alertId), sort: { beginsWith: attachedDeploymentPrefix } };
      return (await allOf(table, { ...query, order: 'descending' })).map((item) => entityOf(attachedForm, item));
    },

    async alertsWith({ at, id }, alertIds) {
      const items = await table.batchGet(alertIds.map((alertId) => keys.attachedDeployment(alertId, at, id)));
      return new Set(items.map(({ alertId }) => Number(alertId)));
    },
  };
}
