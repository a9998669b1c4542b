import * as z from 'zod';
import { DeploymentPipeline } from '../domain/deployment/pipeline.ts';
import { Instant } from '../domain/time.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { DeploymentPipelineStore } from '../ports/deployment-store.ts';
import type { AuditTerm } from './audit-items.ts';
import { createConfigurationItems } from './configuration.ts';
import { attributesOfPipelineKey } from './deployment-intake.ts';
import { attributesOf, type Form } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

const LeftOut = z.object({ count: z.number(), lastAt: Instant.optional(), lastReason: z.string().optional() });

/** Deployment pipelines, found by id, by name and by their key, which is encrypted. */
export function createDeploymentPipelineStore(table: Table, cipher: Cipher, term: AuditTerm): DeploymentPipelineStore {
  const form: Form<DeploymentPipeline> = {
    type: 'DEPLOYMENT_PIPELINE',
    schema: DeploymentPipeline,
    secret: ['integrationKey', 'signingSecret'],
    cipher,
    whenSealed: { integrationKey: '' },
  };
  const { byUnique: _none, ...pipelines } = createConfigurationItems(
    table,
    {
      kind: 'DEPLOYMENT_PIPELINE',
      label: 'deployment pipeline',
      form,
      nameOf: ({ name }) => name,
      uniqueValues: (pipeline) => [
        {
          kind: 'DEPLOYMENT_KEY',
          value: pipeline.integrationKey,
          label: 'the integration key',
          carries: attributesOfPipelineKey(
            attributesOf(form, pipeline, keys.configuration('DEPLOYMENT_PIPELINE', pipeline.id)),
          ),
        },
      ],
      references: ({ teams }) => teams.map((id, index) => ({ kind: 'team', id, field: `teams[${index}].id` })),
      besides: (next, previous) =>
        next === undefined && previous !== undefined ? [{ delete: keys.leftOutOfPipeline(previous.id) }] : [],
    },
    term,
  );
  return {
    ...pipelines,
    async leftOut(id) {
      const item = await table.get(keys.leftOutOfPipeline(id));
      return item && LeftOut.parse(item);
    },
  };
}
