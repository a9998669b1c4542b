import { type Alarm, type AlarmState, readAlarm } from './aws/cloudwatch/alarm.ts';
import { keepHistory, type MetricQuery } from './aws/cloudwatch/history.ts';
import type { QueueDepth } from './aws/sqs-s3/types.ts';
import type { ExecutionView } from './aws/step-functions/types.ts';
import type { Deployment } from './deployment.ts';
import type { Publication } from './outbox/topics.ts';
import type { Metrics } from './runtime/metrics.ts';

/** An alarm as the control surface shows it. */
export interface AlarmView {
  readonly name: string;
  readonly state: AlarmState;
  readonly reason: string;
  /** What people lose while it rings. */
  readonly impact: string;
  /** ISO instant of the last change of state. */
  readonly since: string;
}

export interface Alarms {
  list(): readonly AlarmView[];
  /** What was measured of a metric in the last hour, by period; those without anything are left out. */
  measured(
    query: MetricQuery,
    time: { readonly start: number; readonly end: number; readonly period: number },
  ): readonly { readonly at: number; readonly value: number }[];
  /** Forgets what was measured: every alarm starts again without data. */
  reset(): void;
  close(): void;
}

export interface AlarmsOptions {
  readonly deployment: Deployment;
  readonly metrics: Metrics;
  readonly depth: (queueArn: string) => QueueDepth;
  readonly executions: () => readonly ExecutionView[];
  readonly publish: (publication: Publication) => Promise<unknown>;
  /** Counts publishing as work that has to end before time goes on. */
  readonly during: (work: Promise<unknown>) => Promise<unknown>;
}

const minute = 60_000;
const remembered = 60 * minute;

/** CloudWatch: measures queues and executions, evaluates the deployment's alarms every minute, and tells their topics. */
export function startAlarms(options: AlarmsOptions): Alarms {
  const { deployment, metrics, publish, during } = options;
  const alarms = deployment.alarms.map(readAlarm);
  const history = keepHistory();
  metrics.subscribe(history.add);
  let measureExecutions = executionCounter(options);
  const states = new Map<string, AlarmView>();
  let startedAt = 0;

  function reset() {
    startedAt = Date.now();
    history.clear();
    measureExecutions = executionCounter(options);
    const since = new Date(startedAt).toISOString();
    for (const { name, description } of alarms) {
      const impact = description.replace(/ What to do: \S+$/, '');
      states.set(name, { name, state: 'INSUFFICIENT_DATA', reason: 'no data yet', impact, since });
    }
  }

  function evaluateAll() {
    const now = Date.now();
    measureQueues(options);
    measureExecutions();
    for (const alarm of alarms) {
      if (now - startedAt < alarm.looksBack) continue;
      const before = states.get(alarm.name) as AlarmView;
      // What was measured at this very instant belongs to the minute that ends now.
      const { state, reason } = alarm.evaluate(history, now + 1);
      const since = state === before.state ? before.since : new Date(now).toISOString();
      states.set(alarm.name, { ...before, state, reason, since });
      if (state !== before.state) tell(alarm, before.state, state, reason);
    }
  }

  function tell(alarm: Alarm, from: AlarmState, to: AlarmState, reason: string) {
    if (to === 'OK' && from === 'INSUFFICIENT_DATA') return;
    const topics = to === 'ALARM' ? alarm.alarmActions : to === 'OK' ? alarm.okActions : [];
    const subject = `${to}: "${alarm.name}"`;
    const message = `${alarm.description}\n\n${alarm.name} is ${to}: ${reason}.`;
    for (const topicArn of topics) {
      void during(publish({ topicArn, subject, message, by: 'cloudwatch.amazonaws.com' }));
    }
  }

  let timer: NodeJS.Timeout;
  const untilNextMinute = () => minute - (Date.now() % minute);
  const schedule = () => {
    timer = setTimeout(() => {
      evaluateAll();
      schedule();
    }, untilNextMinute());
  };
  reset();
  schedule();

  return {
    list: () => [...states.values()],
    measured(query, { start, end, period }) {
      const first = Math.floor(Math.max(start, end - remembered) / period) * period;
      const periods = Array.from(
        { length: Math.max(0, Math.ceil((end - first) / period)) },
        (_, n) => first + n * period,
      );
      return periods.flatMap((at) => {
        const value = history.read(query, at, at + period);
        return value === undefined ? [] : [{ at, value }];
      });
    },
    reset() {
      clearTimeout(timer);
      reset();
      schedule();
    },
    close: () => clearTimeout(timer),
  };
}

function measureQueues({ deployment, metrics, depth }: AlarmsOptions): void {
  for (const { name, arn } of deployment.queues) {
    const { visible, oldestAgeSeconds } = depth(arn);
    const dimensions = { QueueName: name };
    const namespace = 'AWS/SQS';
    metrics.record({ namespace, name: 'ApproximateNumberOfMessagesVisible', dimensions, value: visible });
    metrics.record({ namespace, name: 'ApproximateAgeOfOldestMessage', dimensions, value: oldestAgeSeconds });
  }
}

const endings = [
  { status: 'FAILED', metric: 'ExecutionsFailed' },
  { status: 'TIMED_OUT', metric: 'ExecutionsTimedOut' },
] as const;

/** Counts each execution once, when it has ended badly. */
function executionCounter({ deployment, metrics, executions }: AlarmsOptions): () => void {
  const counted = new Set<string>();
  return () => {
    for (const { executionArn, status } of executions()) {
      const ending = endings.find((each) => each.status === status);
      if (ending === undefined || counted.has(executionArn)) continue;
      counted.add(executionArn);
      const machine = deployment.stateMachines.find(({ name }) => executionArn.includes(`:execution:${name}:`));
      const dimensions = { StateMachineArn: machine?.arn ?? '' };
      metrics.record({ namespace: 'AWS/States', name: ending.metric, dimensions, value: 1 });
    }
  };
}
