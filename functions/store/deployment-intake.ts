import { keptFor } from '../domain/deployment/bounds.ts';
import type { Deployment } from '../domain/deployment/deployment.ts';
import type { PipelineType } from '../domain/deployment/pipeline-type.ts';
import { IdCollisionError } from '../domain/errors.ts';
import { epochSecondsOf, plus } from '../domain/instants.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { DeploymentIntake, PipelineKeys } from '../ports/deployment-store.ts';
import { ifAbsent } from './conditions.ts';
import { ifAbsentOrExpired } from './items.ts';
import { indexKeys, keys, secretPlace } from './keys.ts';
import type { Attributes, Table } from './table.ts';

const carried = ['name', 'integrationType', 'branchFilters', 'eventFilters', 'teams', 'signingSecret'] as const;

/** What the item of a pipeline's key carries of its pipeline's item, written with it in one transaction. */
export const attributesOfPipelineKey = (pipeline: Attributes): Attributes =>
  Object.fromEntries(carried.map((name) => [name, pipeline[name]]));

const listIn = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.map(String) : undefined;

/** Finds a pipeline by its key without the entity's schema, as `ingest` does. The cipher is asked for where there is something to open. */
export const createPipelineKeys = (table: Pick<Table, 'get'>, cipher: () => Promise<Cipher>): PipelineKeys => ({
  async pipelineOf(key) {
    const lock = await table.get(keys.unique('DEPLOYMENT_KEY', key), { consistent: true });
    if (lock === undefined) return undefined;
    const id = Number(lock.ownerId);
    const opened = async (secret: unknown): Promise<string> =>
      JSON.parse(
        (await cipher()).decrypt(
          String(secret),
          secretPlace(keys.configuration('DEPLOYMENT_PIPELINE', id), 'signingSecret'),
        ),
      );
    return {
      id,
      name: String(lock.name),
      integrationType: lock.integrationType as PipelineType,
      branchFilters: listIn(lock.branchFilters),
      eventFilters: listIn(lock.eventFilters),
      teams: Array.isArray(lock.teams) ? lock.teams.map(Number) : [],
      ...(lock.signingSecret !== undefined && { signingSecret: await opened(lock.signingSecret) }),
    };
  },
});

/** What of a deployment is kept as JSON text: it comes from outside. */
export const jsonOfDeployment = ['links', 'customDetails'] as const satisfies readonly (keyof Deployment)[];

/** The attributes of a deployment, without its key. */
export function deploymentAttributes(deployment: Deployment): Attributes {
  const attributes: Record<string, unknown> = { ...deployment, type: 'DEPLOYMENT' };
  for (const name of jsonOfDeployment)
    if (attributes[name] !== undefined) attributes[name] = JSON.stringify(attributes[name]);
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}

/** Keeps deployments by updates alone, which is all that `ingest` may do to the table. */
export const createDeploymentIntake = (table: Pick<Table, 'write'>): DeploymentIntake => ({
  async keep(deployment, { delivery, dueAt }) {
    const { id, at, receivedAt, pipeline } = deployment;
    const expiresAt = epochSecondsOf(plus(receivedAt, keptFor));
    const refusals = await table.write([
      {
        update: keys.deployment(at, id),
        set: { ...deploymentAttributes(deployment), expiresAt, ...indexKeys.due('deployment', dueAt) },
        condition: ifAbsent,
      },
      ...(delivery === undefined
        ? []
        : [
            {
              update: keys.delivery(pipeline.id, delivery),
              set: { type: 'DELIVERY', deploymentId: id, expiresAt },
              condition: ifAbsentOrExpired(receivedAt),
            },
          ]),
    ]);
    if (refusals.some(({ index }) => index === 1)) return false;
    if (refusals.length > 0) throw new IdCollisionError(`deployment ${id}`);
    return true;
  },

  async countLeftOut(pipelineId, reason, at) {
    await table.write([
      {
        update: keys.leftOutOfPipeline(pipelineId),
        set: { type: 'LEFT_OUT', lastAt: at, lastReason: reason },
        add: { count: 1 },
      },
    ]);
  },
});
