import type { Cipher } from '../../ports/cipher.ts';
import { createDeploymentIntake, createPipelineKeys } from '../../store/deployment-intake.ts';
import type { Table } from '../../store/table.ts';
import {
  type DeploymentContext,
  type DeploymentRequest,
  receiveDeployment,
} from '../../usecases/deployment/receive.ts';
import { rateLimit } from '../../usecases/event/receive-limit.ts';
import { base } from '../world/base.ts';

interface Needs {
  readonly table: Table;
  readonly cipher: () => Promise<Cipher>;
  /** 0 is no limit. */
  readonly perMinute: number;
}

/** What takes deployments; `ingest` loads it with the first one. */
export function deploymentReceiver({ table, cipher, perMinute }: Needs): (request: DeploymentRequest) => Promise<void> {
  const context: DeploymentContext = {
    ...base,
    pipelines: createPipelineKeys(table, cipher),
    deployments: createDeploymentIntake(table),
    allowsDeployment: rateLimit(perMinute),
  };
  return (request) => receiveDeployment(context, request);
}
