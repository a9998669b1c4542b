import { assumptions } from './assumptions.ts';
import { type Counted, type Counts, callsOf, invocationsOf, type Resources, tableUse } from './counts.ts';
import type { PriceName } from './prices.ts';

/** Quantities of what AWS bills, in the units of the price table. */
export type Usage = Readonly<Partial<Record<PriceName, number>>>;

export interface Variation {
  /** Multiplies all assumed durations. */
  readonly slowness?: number;
}

const bytesPerGigabyte = 1e9;
/** Who pays for what people get; left out where only the platform is asked for. */
export const messagePrices: readonly PriceName[] = [
  'E-mail (SES)',
  'Push',
  'SMS to the US',
  'SMS to Germany',
  'Calls, Connect',
  'Telephony to the US',
  'Telephony to Germany',
];

export const addUsage = (...all: readonly Usage[]): Usage => {
  const sum: Partial<Record<PriceName, number>> = {};
  for (const usage of all) {
    for (const [name, quantity] of Object.entries(usage) as [PriceName, number][])
      sum[name] = (sum[name] ?? 0) + quantity;
  }
  return sum;
};

export const timesUsage = (usage: Usage, factor: number): Usage =>
  Object.fromEntries(Object.entries(usage).map(([name, quantity]) => [name, quantity * factor]));

/** What one run of a path is billed for, messages included, metrics and storage not: those depend on the month. */
export function usageOf(counts: Counts, resources: Resources, { slowness = 1 }: Variation = {}): Usage {
  const { reads, writes } = tableUse(counts);
  const invoked = counts.invocations;
  const invocations = invocationsOf(counts);
  const receipts = invoked['handle-reply'] ?? 0;
  const executions = callsOf(counts, 'states.StartExecution');
  const fifoSends = sendsOf(counts, ['ingest', 'tick']);
  const fifoBatches = invoked['process-event'] ?? 0;
  const standardBatches = (invoked['send-notification'] ?? 0) + receipts;
  return {
    'Lambda requests': invocations,
    'Lambda time (arm64)': slowness * gigabyteSeconds(counts, resources),
    'HTTP API': counts.http,
    'SQS, FIFO': fifoSends + 2 * fifoBatches,
    'SQS, standard': callsOf(counts, 'sqs.') - fifoSends + 2 * standardBatches + receipts,
    'SNS publishes': receipts,
    'DynamoDB reads': reads,
    'DynamoDB writes': writes,
    'Step Functions': counts.transitions,
    'X-Ray': tracesOf(counts, resources, executions),
    'Secrets Manager calls': invocations * assumptions.coldStartShare,
    'CloudWatch requests': callsOf(counts, 'cloudwatch.'),
    'CloudWatch Logs, taking in': logBytes(counts) / bytesPerGigabyte,
    'S3 writes': callsOf(counts, 's3.PutObject'),
    ...messages(counts),
  };
}

/** Queue, secrets and alarms for a month, whatever happens. */
export function usageOfResources({ alarmMetrics, secrets, polledQueues }: Resources): Usage {
  const { pollers, pollsPerPollerAndMonth } = assumptions;
  return {
    'CloudWatch alarms': alarmMetrics,
    'Secrets Manager': secrets,
    'SQS, FIFO': polledQueues.fifo * pollers.fifo * pollsPerPollerAndMonth,
    'SQS, standard':
      (polledQueues.standard * pollers.standard + polledQueues.limited * pollers.limited) * pollsPerPollerAndMonth,
  };
}

/** A month's work: how often each path is gone. */
export type Workload = Readonly<Record<string, number>>;

/** The paths of a workload with how often; a name that was not counted is a mistake in the model. */
function pathsOf({ paths }: Counted, workload: Workload): readonly (readonly [Counts, number])[] {
  return Object.entries(workload).map(([name, runs]) => {
    const counts = paths[name];
    if (counts === undefined) throw new Error(`no path is called ${name}`);
    return [counts, runs] as const;
  });
}

/** What a month of this work is billed for after a year of such months, without the resources themselves. */
export function usageOfMonth(counted: Counted, workload: Workload, variation: Variation = {}): Usage {
  const paths = pathsOf(counted, workload);
  const work = addUsage(
    ...paths.map(([counts, runs]) => timesUsage(usageOf(counts, counted.resources, variation), runs)),
  );
  const stored =
    Object.entries(workload).reduce((sum, [name, runs]) => sum + runs * keptBytes(name, counted), 0) / bytesPerGigabyte;
  const logged = work['CloudWatch Logs, taking in'] ?? 0;
  return addUsage(work, {
    'DynamoDB storage': stored,
    'DynamoDB point-in-time recovery': stored,
    'CloudWatch custom metrics': metricMonths(paths),
    'CloudWatch Logs, keeping': (logged * counted.resources.logDays * 24) / assumptions.hoursPerMonth,
  });
}

/** A metric is billed for the hours in which it has values. */
function metricMonths(paths: readonly (readonly [Counts, number])[]): number {
  const occurrences = new Map<string, number>();
  for (const [{ metrics }, runs] of paths) {
    for (const metric of metrics) occurrences.set(metric, (occurrences.get(metric) ?? 0) + runs);
  }
  return [...occurrences.values()].reduce((sum, count) => sum + Math.min(1, count / assumptions.hoursPerMonth), 0);
}

const isOfEvent = (place: string): boolean => /EVENT#|EVENTS#/.test(place);
const monthsOfEvents = 3;
const monthsOfTheRest = 12;
const monthsOfTheCanary = 0.25;

/** Events go after 90 days, what belongs to the canary's alerts after a week; what else was written in a year is still there. */
function keptBytes(name: string, { paths }: Counted): number {
  const counts = paths[name];
  if (counts === undefined) return 0;
  if (name === 'canary') return Math.max(0, tableUse(counts).bytes) * monthsOfTheCanary;
  const { bytes: events } = tableUse(counts, isOfEvent);
  const { bytes: rest } = tableUse(counts, (place) => !isOfEvent(place));
  return Math.max(0, events) * monthsOfEvents + Math.max(0, rest) * monthsOfTheRest;
}

function sendsOf({ calls }: Counts, functions: readonly string[]): number {
  return functions.reduce((sum, name) => sum + (calls[name]?.['sqs.SendMessageBatch'] ?? 0), 0);
}

/** An invocation within an execution belongs to the trace of the execution. */
function tracesOf({ invocations }: Counts, { traced }: Resources, executions: number): number {
  const alone = traced.filter((name) => name !== 'advance-escalation');
  return executions + alone.reduce((sum, name) => sum + (invocations[name] ?? 0), 0);
}

/** Billed memory and time of all functions. */
function gigabyteSeconds(counts: Counts, { memory }: Resources): number {
  return Object.keys(counts.invocations).reduce(
    (sum, name) => sum + ((memory[name] ?? 0) / 1024) * secondsOfFunction(counts, name),
    0,
  );
}

/** Seconds of all functions; of a load a second, that is how many run at once. */
export const secondsOfFunctions = (counts: Counts): number =>
  Object.keys(counts.invocations).reduce((sum, name) => sum + secondsOfFunction(counts, name), 0);

/** Seconds of a function, made of its own time, its calls one after another, and its share of starts. */
export function secondsOfFunction(counts: Counts, name: string): number {
  const { ownMilliseconds, coldStartShare, coldStartMilliseconds, canaryWaitsMilliseconds } = assumptions;
  const tableCalls = Object.entries(counts.tableCalls[name] ?? {}).map(
    ([action, count]) => [`dynamodb.${action}`, count] as const,
  );
  const calling = [...tableCalls, ...Object.entries(counts.calls[name] ?? {})].reduce(
    (sum, [action, count]) =>
      sum + count * (assumptions.callMilliseconds[action] ?? assumptions.callMilliseconds.other ?? 0),
    0,
  );
  const each = ownMilliseconds + coldStartShare * coldStartMilliseconds;
  const waiting = name === 'canary' ? canaryWaitsMilliseconds : 0;
  return ((counts.invocations[name] ?? 0) * (each + waiting) + calling) / 1000;
}

function logBytes(counts: Counts): number {
  const { platformLogBytes, platformLogLines, bytesPerLogLine } = assumptions;
  const own = Object.values(counts.logs).reduce((sum, { lines, bytes }) => sum + bytes + lines * bytesPerLogLine, 0);
  const platform = invocationsOf(counts) * (platformLogBytes + platformLogLines * bytesPerLogLine);
  const access = counts.http * (assumptions.accessLogBytes + bytesPerLogLine);
  return own + platform + access + counts.transitions * assumptions.executionLogBytesPerTransition;
}

function messages({ messages: { SMS = 0, EMAIL = 0, PUSH = 0, VOICE = 0 } }: Counts): Usage {
  const minutes = VOICE * assumptions.minutesPerCall;
  return {
    'SMS to Germany': SMS,
    'E-mail (SES)': EMAIL,
    Push: PUSH,
    'Calls, Connect': minutes,
    'Telephony to Germany': minutes,
  };
}
