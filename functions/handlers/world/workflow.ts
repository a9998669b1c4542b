import { environment } from '../../platform/environment.ts';
import { jsonLog } from '../../platform/log.ts';
import { stepFunctionsWorkflow } from '../../platform/workflow.ts';

export const workflow = stepFunctionsWorkflow(environment('STATE_MACHINE_ARN'), jsonLog);
