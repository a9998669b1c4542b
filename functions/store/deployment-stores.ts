/** What is loaded with the first question about deployments. */
export { createDeploymentPipelineStore } from './deployment-pipelines.ts';
export { createDeploymentStore } from './deployments.ts';
