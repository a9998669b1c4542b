import { type Counts, callsOf, tableUse } from './counts.ts';
import { secondsOfFunctions } from './usage.ts';

/** A limit a second (or of things at once), and how much of it a load uses. */
export interface Quota {
  readonly what: string;
  /** What an ordinary account has in the Regions with the largest quotas. */
  readonly limit: number;
  /** Where a new account, a sandbox or a smaller Region has less. */
  readonly lower?: { readonly limit: number; readonly where: string };
  readonly unit: string;
  readonly used: (load: Load) => number;
  /** Who can raise it: `hard` nobody, `ask` AWS, `ours` an option or a line in lib/. */
  readonly raise: 'hard' | 'ask' | 'ours';
  /** What rings, or what one sees. */
  readonly seen: string;
}

export interface Load {
  readonly counts: Counts;
  /** The part of all events and alerts that belongs to the busiest source and its policy. */
  readonly busiest: number;
  /** Alerts that wait for an answer at once. */
  readonly waiting: number;
  readonly events: number;
}

const writesTo =
  (place: string) =>
  ({ counts }: Load) =>
    tableUse(counts, (name) => name === place).writes;
const readsOf =
  (place: string) =>
  ({ counts }: Load) =>
    tableUse(counts, (name) => name === place).reads;
const busiestOf = (used: Quota['used']) => (load: Load) => load.busiest * used(load);

const partitionWrites = 1000;
const partitionReads = 3000;

/** A partition key takes so many writes and reads a second; a key in several shards so many times that. */
const hotWrites = (place: string, shards = 1): Pick<Quota, 'limit' | 'unit' | 'used' | 'raise' | 'seen'> => ({
  limit: partitionWrites * shards,
  unit: 'write units/s',
  used: writesTo(place),
  raise: 'hard',
  seen: 'throttled writes: `events-late`, `functions-fail`',
});

const hotReads = (place: string): Pick<Quota, 'limit' | 'unit' | 'used' | 'raise' | 'seen'> => ({
  limit: partitionReads,
  unit: 'read units/s',
  used: busiestOf(readsOf(place)),
  raise: 'hard',
  seen: 'throttled reads: `events-late`, `functions-fail`',
});

/** Partition keys that everything of a kind writes to, by the name of their builder in functions/store/keys.ts. */
export const hotKeys: readonly Quota[] = [
  { what: "`duePartition('heartbeat')` in `due`", ...hotWrites('due DUE#heartbeat') },
  { what: "`duePartition('notification')` in `due`", ...hotWrites('due DUE#notification') },
  { what: "`duePartition('escalation')` in `due`", ...hotWrites('due DUE#escalation') },
  { what: "`duePartition('step')` in `due`", ...hotWrites('due DUE#step') },
  { what: '`openPartition` in `open`, 4 shards', ...hotWrites('open OPEN#*', 4) },
  { what: '`alertsPartition` of the month in `list`, 4 shards', ...hotWrites('list ALERTS#*#*', 4) },
  {
    what: '`eventsPartition` of the busiest source in `list`',
    ...hotWrites('list SOURCE#*#EVENTS#*'),
    used: busiestOf(writesTo('list SOURCE#*#EVENTS#*')),
  },
  {
    what: '`sourceAlertsPartition` of the busiest source in `related`',
    ...hotWrites('related SOURCE#*#ALERTS'),
    used: busiestOf(writesTo('related SOURCE#*#ALERTS')),
  },
  { what: "`keys.configuration('SOURCE')` of the busiest source, read with each event", ...hotReads('table SOURCE#*') },
  { what: "`keys.configuration('POLICY')` of its policy, read with each step", ...hotReads('table POLICY#*') },
  { what: "`keys.configuration('USER')` of whom it wakes, read with each message", ...hotReads('table USER#*') },
];

const regions = 'Regions but us-east-1, us-west-2, eu-west-1';

/** Quotas of AWS and of our own that a load can meet, with the values of November 2026. */
export const quotas: readonly Quota[] = [
  {
    what: 'texts from one long number',
    limit: 1,
    unit: 'parts/s',
    used: ({ counts }) => counts.messages.SMS ?? 0,
    raise: 'ask',
    seen: '`notifications-late`: texts are postponed and tried again',
  },
  {
    what: 'e-mails (SES)',
    limit: 14,
    lower: { limit: 1, where: 'in the sandbox' },
    unit: 'messages/s',
    used: ({ counts }) => counts.messages.EMAIL ?? 0,
    raise: 'ask',
    seen: '`notifications-late`',
  },
  {
    what: 'calls at once in Connect, a minute each',
    limit: 10,
    unit: 'calls',
    used: ({ counts }) => 60 * (counts.messages.VOICE ?? 0),
    raise: 'ask',
    seen: '`notifications-voice-late`: calls are postponed and tried again',
  },
  {
    what: 'calls started in Connect',
    limit: 2,
    unit: 'calls/s',
    used: ({ counts }) => counts.messages.VOICE ?? 0,
    raise: 'ask',
    seen: '`notifications-voice-late`',
  },
  {
    what: 'Lambda, invocations at once',
    limit: 1000,
    lower: { limit: 10, where: 'in a new account' },
    unit: 'at once',
    used: ({ counts }) => secondsOfFunctions(counts),
    raise: 'ask',
    seen: '`events-late`, `api-fails`, *Throttles* of each function',
  },
  {
    what: 'events of one source, `eventRateLimit`, a minute',
    limit: 1000 / 60,
    unit: 'events/s',
    used: ({ events, busiest }) => events * busiest,
    raise: 'ours',
    seen: 'the tool gets 429 and repeats',
  },
  {
    what: 'events through one route, throttle of `eventRoutes`',
    limit: 1000,
    unit: 'requests/s',
    used: ({ events }) => events,
    raise: 'ours',
    seen: 'the tool gets 429 and repeats',
  },
  {
    what: 'calls of the API, throttle of the stage',
    limit: 200,
    unit: 'requests/s',
    used: ({ counts }) => counts.invocations.api ?? 0,
    raise: 'ours',
    seen: '429 to people and Terraform',
  },
  {
    what: 'HTTP API, the whole account',
    limit: 10_000,
    unit: 'requests/s',
    used: ({ counts }) => counts.http,
    raise: 'ask',
    seen: '429 at the door, `api-fails` if nothing answers',
  },
  {
    what: 'event queue, calls to send (FIFO, high throughput)',
    limit: 70_000,
    lower: { limit: 2400, where: 'in the smallest Regions' },
    unit: 'calls/s',
    used: ({ counts }) => counts.calls.ingest?.['sqs.SendMessageBatch'] ?? 0,
    raise: 'ask',
    seen: '503 to the tool, which repeats',
  },
  {
    what: 'StartExecution',
    limit: 300,
    lower: { limit: 150, where: regions },
    unit: 'calls/s',
    used: ({ counts }) => callsOf(counts, 'states.StartExecution'),
    raise: 'ask',
    seen: '`escalations-stuck`: the tick takes the steps, up to 90 s late',
  },
  {
    what: 'StopExecution',
    limit: 200,
    lower: { limit: 25, where: regions },
    unit: 'calls/s',
    used: ({ counts }) => callsOf(counts, 'states.StopExecution'),
    raise: 'ask',
    seen: 'nothing: the execution ends by itself at its next step',
  },
  {
    what: 'state transitions',
    limit: 5000,
    lower: { limit: 800, where: regions },
    unit: 'transitions/s',
    used: ({ counts }) => counts.transitions,
    raise: 'ask',
    seen: '`escalations-fail` (throttled), then `escalations-stuck`',
  },
  {
    what: 'open executions',
    limit: 1_000_000,
    unit: 'executions',
    used: ({ waiting }) => waiting,
    raise: 'ask',
    seen: '`escalations-stuck`',
  },
  {
    what: 'writes to the table',
    limit: 40_000,
    lower: { limit: 4000, where: 'of a table that never had more' },
    unit: 'write units/s',
    used: ({ counts }) => tableUse(counts).writes,
    raise: 'ask',
    seen: '`events-late`, `functions-fail`',
  },
];
