import { SFNClient } from '@aws-sdk/client-sfn';
import { boundedClient } from '../../platform/aws-client.ts';
import { environment } from '../../platform/environment.ts';
import { jsonLog } from '../../platform/log.ts';
import { stepFunctionsWorkflow } from '../../platform/workflow.ts';

export const workflow = stepFunctionsWorkflow(new SFNClient(boundedClient), environment('STATE_MACHINE_ARN'), jsonLog);
