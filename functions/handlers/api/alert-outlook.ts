import { can } from '../../domain/access/can.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import { executionArn, executionName } from '../../platform/workflow.ts';
import { eventList, readCursor, readEventPage } from './events.ts';
import { pageParameters } from './query.ts';
import { type ApiContext, idIn, ok, type Route, route } from './route.ts';

const path = '/api/alerts/{id}';

/** What somebody who looks at one alert wants to know besides: loaded with the first one. */
export const alertOutlookRoutes: readonly Route[] = [
  route('GET', `${path}/plan`, 'alert:read', async ({ ctx, params }) => {
    const { planOfAlert } = await import('../../usecases/escalation/forecast.ts');
    return ok(await planOfAlert(ctx, idIn({ params })));
  }),
  route(
    'GET',
    `${path}/events`,
    'alert:read',
    async (call) => {
      const { readEventsOfAlert } = await import('../../usecases/alert/read-events.ts');
      const page = readEventPage(call.query);
      return eventList(await readEventsOfAlert(call.ctx, idIn(call), readCursor(call.query), page));
    },
    { query: [...pageParameters, 'cursor'] },
  ),
  route('GET', `${path}/similar`, 'alert:read', async ({ ctx, params }) => {
    const { similarAlerts } = await import('../../usecases/alert/similar.ts');
    return ok(await similarAlerts(ctx, idIn({ params })));
  }),
];

/** The execution that escalates an alert, or did last, for those who handle it; nothing where there is no state machine. */
export function executionOf({ actor, settings }: ApiContext, alert: Alert): object | undefined {
  const { stateMachineArn } = settings;
  if (stateMachineArn === undefined || !can(actor, 'alert:respond', alert)) return undefined;
  const name = executionName(alert.id, alert.escalation.generation);
  const arn = executionArn(stateMachineArn, name);
  return { name, arn, consoleUrl: consoleUrlOf(arn) };
}

const consoles: Readonly<Record<string, string>> = {
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

function consoleUrlOf(arn: string): string {
  const [, partition = '', , region = ''] = arn.split(':');
  const host = `${region}.${consoles[partition] ?? 'console.aws.amazon.com'}`;
  return `https://${host}/states/home?region=${region}#/v2/executions/details/${arn}`;
}
