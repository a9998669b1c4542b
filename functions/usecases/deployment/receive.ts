import type { Deployment } from '../../domain/deployment/deployment.ts';
import { leftOutBecause } from '../../domain/deployment/filter.ts';
import { DomainError, ForbiddenError, InvalidInputError } from '../../domain/errors.ts';
import { latest } from '../../domain/instants.ts';
import type { Instant } from '../../domain/time.ts';
import { parseBody } from '../../integrations/body.ts';
import { readPipelineMessage } from '../../integrations/deployments/read-message.ts';
import type { Reported } from '../../integrations/deployments/reported.ts';
import { at, isRecord, text } from '../../integrations/reader.ts';
import type { Context } from '../../ports/context.ts';
import type { DeploymentIntake, KeyedPipeline, PipelineKeys } from '../../ports/deployment-store.ts';
import { decodeBody } from '../event/receive-body.ts';
import type { RateLimit } from '../event/receive-limit.ts';
import { knowsSecret } from '../event/receive-signature.ts';
import { retryOnConflict } from '../retry.ts';

export interface DeploymentContext extends Context {
  readonly pipelines: PipelineKeys;
  readonly deployments: DeploymentIntake;
  readonly allowsDeployment: RateLimit;
}

/** A request of a pipeline. The key is in its path, or in the body. */
export interface DeploymentRequest {
  readonly key?: string | undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/**
 * Takes what a pipeline reports: returns once it is stored, or was left out by the pipeline's filters, which is counted, and throws
 * otherwise. What is sent again is kept once. A wrong key or body names its member and changes nothing.
 */
export async function receiveDeployment(
  ctx: DeploymentContext,
  { key: keyInPath, headers, body: bytes }: DeploymentRequest,
): Promise<void> {
  const raw = decodeBody(bytes, headers['content-encoding'], headers['content-type']);
  const key = keyInPath ?? keyIn(objectIn(raw));
  const pipeline = await ctx.pipelines.pipelineOf(key);
  if (pipeline === undefined) throw new InvalidInputError('integrationKey', 'is not the key of a deployment pipeline');
  const now = ctx.clock.now();
  if (!ctx.allowsDeployment(pipeline.id, now)) throw new DomainError('RATE_LIMITED', 'too many calls in this minute');
  const { signingSecret } = pipeline;
  if (signingSecret !== undefined && !knowsSecret(signingSecret, { headers, raw, body: bodyOrNothing(raw) }))
    throw new ForbiddenError('the signature of the message does not verify');

  // What a template of a tool has broken is mended; a script is told.
  const body = objectIn(raw, { isLenient: pipeline.integrationType !== 'API' });
  const reading = readPipelineMessage(pipeline.integrationType, { headers, body, now });
  if (reading.kind === 'none') {
    if (reading.isGreeting !== true) await ctx.deployments.countLeftOut(pipeline.id, reading.why.slice(0, 255), now);
    return;
  }
  const why = leftOutBecause(pipeline, reading.reported);
  if (why !== undefined) return ctx.deployments.countLeftOut(pipeline.id, why.slice(0, 255).toWellFormed(), now);
  await keep(ctx, pipeline, reading.reported, now);
}

async function keep(ctx: DeploymentContext, pipeline: KeyedPipeline, reported: Reported, now: Instant): Promise<void> {
  const { at: said, delivery, ...told } = reported;
  const when = said ?? now;
  const deployment = (): Deployment => ({
    ...(told as Omit<Deployment, 'id' | 'pipeline' | 'integrationType' | 'at' | 'receivedAt'>),
    id: ctx.ids.next(),
    pipeline: { id: pipeline.id, name: pipeline.name },
    integrationType: pipeline.integrationType,
    ...(pipeline.teams.length > 0 && { teams: [...pipeline.teams] }),
    at: when,
    receivedAt: now,
  });
  const dueAt = latest(now, when);
  const isNew = await retryOnConflict(() => ctx.deployments.keep(deployment(), { delivery, dueAt }));
  ctx.log.info(isNew ? 'deployment kept' : 'deployment known already', { pipelineId: pipeline.id });
}

function objectIn(raw: string, { isLenient = false } = {}): Readonly<Record<string, unknown>> {
  const parsed = parseBody(raw);
  switch (parsed.kind) {
    case 'json':
    case 'form':
      if (parsed.isMended === true && !isLenient) throw new InvalidInputError('body', 'is not valid JSON');
      if (isRecord(parsed.value)) return parsed.value;
      throw new InvalidInputError('body', 'must be a JSON object');
    case 'text':
      throw new InvalidInputError('body', 'is not valid JSON');
    case 'too-deep':
      throw new InvalidInputError('body', 'is nested too deep');
    case 'empty':
      throw new InvalidInputError('body', 'must be a JSON object');
  }
}

function bodyOrNothing(raw: string): unknown {
  const parsed = parseBody(raw);
  return 'value' in parsed ? parsed.value : undefined;
}

function keyIn(body: Readonly<Record<string, unknown>>): string {
  const key = text(at(body, 'integrationKey')) ?? text(at(body, 'apiKey'));
  if (key === undefined) throw new InvalidInputError('integrationKey', 'is required');
  return key;
}
