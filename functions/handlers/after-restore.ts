import * as z from 'zod';
import { parseInstant } from '../domain/instants.ts';
import { type Instant, plus } from '../domain/time.ts';
import { environment } from '../platform/environment.ts';
import { stepFunctionsExecutions } from '../platform/executions.ts';
import { afterRestore } from '../usecases/restore/after-restore.ts';
import { base } from './world/base.ts';
import { lambda } from './world/lambda.ts';
import { store } from './world/store.ts';
import { workflow } from './world/workflow.ts';

/** Less than connections survive in silence: what is left is done by the next call. */
const workingTime = { minutes: 4 };

const Input = z.strictObject({
  restoredTo: z
    .string()
    .transform((text) => parseInstant(text))
    .refine((instant): instant is Instant => instant !== undefined, 'is not an instant such as 2026-11-21T20:30:00Z'),
  overdueMinutes: z.number().min(1).default(10),
  dryRun: z.boolean().default(false),
});

const world = { ...base, store, workflow, executions: stepFunctionsExecutions(environment('STATE_MACHINE_ARN')) };

/** Reconciles a restored table; the operator invokes it (docs/runbook.md) and reads the report it answers. */
const handle = async (event: unknown) => {
  const input = Input.parse(event);
  const now = world.clock.now();
  if (input.restoredTo > now) throw new Error('restoredTo lies in the future');
  const report = await afterRestore(world, { ...input, deadline: plus(now, workingTime) });
  const { alerts, notifications, windows, heartbeats, autoResolutions, ...rest } = report;
  const counts = Object.fromEntries(
    Object.entries(alerts).map(([name, value]) => [name, Array.isArray(value) ? value.length : value]),
  );
  const { rearmed: autoResolving } = autoResolutions;
  world.log.info('reconciled after a restore', {
    ...rest,
    ...counts,
    ...notifications,
    ...windows,
    ...heartbeats,
    autoResolving,
  });
  return report;
};

export const handler = lambda(handle);
