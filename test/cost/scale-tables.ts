import { assumptions } from './assumptions.ts';
import { type Counted, callsOf, invocationsOf, tableUse } from './counts.ts';
import { hotKeys, type Load, type Quota, quotas } from './quotas.ts';
import { sumOfCounts, times } from './tally.ts';
import { secondsOfFunction, type Workload } from './usage.ts';
import { quantity, table } from './words.ts';

/**
 * The base load, a second in a busy minute of a team of fifty: an event a second, of which one in ten opens an alert, one
 * in ten ends one, and the rest repeat; each alert tells one person by SMS, push and e-mail, one in five calls; a hundred
 * monitors are pinged every minute; a page of alerts is read each second. Half of all comes from one source.
 */
const alertsPerSecond = 0.1;
const base: Workload = {
  'alert, one SMS': alertsPerSecond,
  'one more message by PUSH': alertsPerSecond,
  'one more message by EMAIL': alertsPerSecond,
  'one more message by VOICE': alertsPerSecond / 5,
  'accept by SMS': alertsPerSecond,
  'resolve by its source': alertsPerSecond,
  repeat: 1 - 2 * alertsPerSecond,
  ping: 100 / 60,
  'list of 10 alerts': 1,
};
const minutesToAnswer = 5;

function baseLoad({ paths }: Counted): Load {
  const pieces = Object.entries(base).map(([name, rate]) => {
    const counts = paths[name];
    if (counts === undefined) throw new Error(`no path is called ${name}`);
    return times(counts, rate);
  });
  return {
    counts: sumOfCounts(pieces),
    busiest: 0.5,
    waiting: alertsPerSecond * 60 * minutesToAnswer,
    events: 1,
  };
}

/** The generated parts of docs/scale.md, by the names of their markers. */
export function scaleTables(counted: Counted): Readonly<Record<string, string>> {
  const load = baseLoad(counted);
  return {
    base: baseTable(load),
    quotas: quotaTable(quotas, load),
    'hot keys': quotaTable(hotKeys, load),
    'by factor': byFactor(load),
    'one key': oneKey(counted),
    tick: tickCapacity(counted),
  };
}

function baseTable({ counts, waiting }: Load): string {
  const { reads, writes } = tableUse(counts);
  const rows: readonly (readonly [string, number])[] = [
    ['HTTP requests', counts.http],
    ['Lambda invocations', invocationsOf(counts)],
    ['calls to SQS by functions', callsOf(counts, 'sqs.')],
    ['DynamoDB write units', writes],
    ['DynamoDB read units', reads],
    ['executions started', callsOf(counts, 'states.StartExecution')],
    ['state transitions', counts.transitions],
    ['messages to people, texts by the part', Object.values(counts.messages).reduce((sum, count) => sum + count, 0)],
    [`alerts waiting for an answer, ${minutesToAnswer} minutes each`, waiting],
  ];
  const factors = [1, 10, 100, 1000];
  return table(
    ['A second', ...factors.map((factor) => `>base × ${quantity(factor)}`)],
    rows.map(([what, used]) => [what, ...factors.map((factor) => quantity(used * factor))]),
  );
}

const raised = { hard: 'nobody', ask: 'AWS, on request', ours: 'we, in `lib/` or an option' } as const;

/** Quotas in the order in which they bind. */
function quotaTable(all: readonly Quota[], load: Load): string {
  const rows = all
    .map((quota) => ({ quota, used: quota.used(load) }))
    .map(({ quota, used }) => ({
      quota,
      used,
      binds: quota.limit / used,
      early: quota.lower && quota.lower.limit / used,
    }))
    .sort((a, b) => (a.early ?? a.binds) - (b.early ?? b.binds));
  return table(
    ['What', '>Limit', '>Used at base', '>Binds at', 'Raised by', 'What one sees'],
    rows.map(({ quota, used, binds, early }) => [
      quota.what,
      `${quantity(quota.limit)} ${quota.unit}`,
      quantity(used),
      `× ${quantity(binds)}${early === undefined ? '' : ` (× ${quantity(early)} ${quota.lower?.where})`}`,
      raised[quota.raise],
      quota.seen,
    ]),
  );
}

/** What has bound by each factor of growth, at its ordinary limit and at a lower one. */
function byFactor(load: Load): string {
  const all = [...quotas, ...hotKeys].map((quota) => ({ quota, used: quota.used(load) }));
  const between = (from: number, to: number, limitOf: (quota: Quota) => number | undefined) =>
    all
      .filter(({ quota, used }) => used * from < (limitOf(quota) ?? 0) && used * to >= (limitOf(quota) ?? Infinity))
      .map(({ quota }) => quota.what.replace(/,.*$/, ''))
      .join('; ') || 'nothing more';
  const steps = [
    [1, 10],
    [10, 100],
    [100, 1000],
    [1000, 10_000],
  ] as const;
  return table(
    ['Up to', 'binds with ordinary quotas', 'binds besides in sandboxes, new accounts, smaller Regions'],
    steps.map(([from, to]) => [
      `× ${quantity(to)}`,
      between(from, to, ({ limit }) => limit),
      between(from, to, ({ lower }) => lower?.limit),
    ]),
  );
}

const tickSeconds = 45;
const atOnce = 10;

/** How many lost escalations one tick can take up again. */
function tickCapacity({ paths }: Counted): string {
  const alert = paths['alert, one SMS'];
  if (alert === undefined) throw new Error('alerts were not counted');
  const { callMilliseconds: each } = assumptions;
  const besides = [
    'dynamodb.GetItem',
    'dynamodb.UpdateItem',
    'dynamodb.PutItem',
    'states.StopExecution',
    'states.StartExecution',
  ];
  const seconds =
    secondsOfFunction(alert, 'advance-escalation') + besides.reduce((sum, call) => sum + (each[call] ?? 0), 0) / 1000;
  const perTick = Math.floor((tickSeconds * atOnce) / seconds);
  return `To lease a lost escalation, take its step and start it anew keeps the tick for about ${quantity(seconds * 1000)} ms (as assumed in \`test/cost/assumptions.ts\`). With ${atOnce} at once for ${tickSeconds} seconds it takes up about **${quantity(perTick)} in a minute**.`;
}

/** How fast the events of one alert key, which are processed in order, can be. */
function oneKey({ paths }: Counted): string {
  const repeat = paths['repeat within a minute'];
  if (repeat === undefined) throw new Error('repeats were not counted');
  const seconds = secondsOfFunction(repeat, 'process-event');
  const { callMilliseconds } = assumptions;
  return `A repeat keeps \`process-event\` for about ${quantity(seconds * 1000)} ms (${quantity(repeat.tableCalls['process-event']?.BatchGetItem ?? 0)} batch get of ${callMilliseconds['dynamodb.BatchGetItem']} ms, ${quantity(repeat.tableCalls['process-event']?.TransactWriteItems ?? 0)} transaction of ${callMilliseconds['dynamodb.TransactWriteItems']} ms, as assumed in \`test/cost/assumptions.ts\`): one key is worked off at about **${quantity(1 / seconds)} events a second**.`;
}
