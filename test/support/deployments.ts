import type { Deployment } from '../../functions/domain/deployment/deployment.ts';
import type { DeploymentPipeline } from '../../functions/domain/deployment/pipeline.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { createCipher } from '../../functions/platform/cipher.ts';
import type { Ids } from '../../functions/ports/ids.ts';
import { createDeploymentIntake, createPipelineKeys } from '../../functions/store/deployment-intake.ts';
import type { Table } from '../../functions/store/table.ts';
import { receiveDeployment } from '../../functions/usecases/deployment/receive.ts';
import { rateLimit } from '../../functions/usecases/event/receive-limit.ts';
import type { FixedClock } from './clock.ts';
import { tenOClock } from './factories.ts';

export const aPipeline = (facts: Partial<DeploymentPipeline> = {}): DeploymentPipeline => ({
  id: 600,
  version: 0,
  name: 'Shop',
  integrationType: 'API',
  integrationKey: `ilapid-${facts.id ?? 600}`,
  teams: [],
  createdAt: tenOClock,
  updatedAt: tenOClock,
  ...facts,
});

export const aDeployment = (facts: Partial<Deployment> = {}): Deployment => ({
  id: 610,
  pipeline: { id: 600, name: 'Shop' },
  integrationType: 'API',
  at: tenOClock,
  receivedAt: tenOClock,
  summary: 'shop 2.4.1',
  ...facts,
});

interface Place {
  readonly table: Table;
  readonly clock: FixedClock;
  readonly ids: Ids;
}

/** What `ingest` does with a report of a deployment, over a table in memory. */
export function deploymentSender(
  { table, clock, ids }: Place,
  perMinute = 0,
  logged: (words: string) => void = () => {},
) {
  const cipher = createCipher('a test secret');
  const ctx = {
    clock,
    ids,
    log: { info: logged, warn: () => {}, error: () => {} },
    metrics: { count: () => {}, seconds: () => {} },
    pipelines: createPipelineKeys(table, async () => cipher),
    deployments: createDeploymentIntake(table),
    allowsDeployment: rateLimit(perMinute),
  };
  return (
    body: unknown,
    { key, headers = {} }: { readonly key?: string; readonly headers?: Record<string, string> } = {},
  ) =>
    receiveDeployment(ctx, {
      key,
      headers,
      body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    });
}

/** A window of time that holds everything. */
export const always = {
  from: '2026-01-01T00:00:00.000Z' as Instant,
  to: '2027-12-31T00:00:00.000Z' as Instant,
};
