import * as z from 'zod';
import { takeDueSteps } from '../usecases/escalation/take-due-steps.ts';
import { base } from './world/base.ts';
import { lambda } from './world/lambda.ts';
import { notifications } from './world/notifications.ts';
import { store } from './world/store.ts';
import { workflow } from './world/workflow.ts';

/** The input of an execution; `v` changes when its meaning does, because executions outlive deploys. */
const EscalationInput = z.object({ v: z.literal(1), alertId: z.number(), generation: z.number() });

const world = { ...base, store, workflow, notifications };

/** Takes the due steps of an escalation and tells the state machine what comes next. */
const handle = (input: unknown) => takeDueSteps(world, EscalationInput.parse(input));

export const handler = lambda(handle);
