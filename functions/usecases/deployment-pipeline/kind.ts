import { always } from '../../domain/audit/kind.ts';
import type { DeploymentPipeline } from '../../domain/deployment/pipeline.ts';
import type { Kind } from '../configuration/kind.ts';

/** Where deployments come from. */
export const deploymentPipelineKind: Kind<DeploymentPipeline> = {
  kind: 'deployment-pipeline',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  store: (store) => store.deploymentPipelines,
  members: {
    ...always,
    name: 'told',
    integrationType: 'told',
    integrationKey: 'secret',
    signingSecret: 'secret',
    branchFilters: 'told',
    eventFilters: 'told',
    teams: 'told',
  },
};
