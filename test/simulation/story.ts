import { type Instant, millisecondsOf } from '../../functions/domain/time.ts';
import { type Moment, momentsOf } from './moments.ts';
import type { Configuration, Operation, Plan } from './plan.ts';
import type { RunRecord } from './record.ts';

interface Line {
  readonly at: number;
  readonly text: string;
}

/** A run as somebody would tell it: what there was, what broke, then one thing after the other. */
export function storyOf(run: RunRecord, broken: readonly string[]): string {
  const { plan, startedAt } = run;
  const { seed, startsAt, calmAfter, disorder, slowness, skew, pageSize, faults } = plan;
  return [
    broken.length === 0 ? `Seed ${seed} keeps every promise.` : `Seed ${seed} breaks:`,
    ...[...new Set(broken)].slice(0, mostLines).map((one) => `  ${one}`),
    `From ${startsAt}, quiet after ${calmAfter} s; disorder ${disorder}, slowness ${slowness}, skew ${skew} ms, pages of ${pageSize}:`,
    ...configurationOf(plan.configuration).map((one) => `  ${one}`),
    ...(faults.length === 0 ? [] : ['What breaks:', ...brokenCalls(plan).map((one) => `  ${one}`)]),
    'What happens:',
    ...linesOf(run).map(({ at, text }) => `  ${timeOf(at - millisecondsOf(startedAt))} ${text}`),
  ].join('\n');
}

const mostLines = 8;

/** Minutes, seconds and milliseconds since the start. */
const timeOf = (milliseconds: number): string => {
  const seconds = (milliseconds / 1000) % 60;
  const minutes = String(Math.floor(milliseconds / 60_000));
  return `${minutes.padStart(4)}:${seconds.toFixed(3).padStart(6, '0')}`;
};

const brokenCalls = ({ faults }: Plan): string[] =>
  faults.map(({ function: name, call, kind }) => `call ${call} of ${name}: ${kind}`);

function configurationOf(configuration: Configuration): string[] {
  return Object.entries(configuration).flatMap(([kind, entries]) =>
    (entries as readonly object[]).map((entry) => `${kind}: ${words(entry)}`),
  );
}

/** The members of a thing, each by its name. */
const words = (thing: object): string =>
  Object.entries(thing)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(', ');

function linesOf({ plan, startedAt, writes, received }: RunRecord): Line[] {
  const operations = plan.operations.map((operation) => operationLine(operation, startedAt));
  const moments = [...momentsOf(writes)].flatMap(([alertId, ofAlert]) =>
    ofAlert.map((moment) => ({ at: millisecondsOf(moment.at), text: `alert ${alertId} ${wordsOf(moment)}` })),
  );
  const messages = received.map(({ at, message: { channel, target }, scope }) => ({
    at: millisecondsOf(at),
    text: `${channel} to ${target.split('#')[0]} goes out (${scope})`,
  }));
  return [...operations, ...moments, ...messages].sort((a, b) => a.at - b.at);
}

function operationLine({ at, kind, ...rest }: Operation, startedAt: Instant): Line {
  return { at: millisecondsOf(startedAt) + at * 1000, text: `* ${kind}: ${words(rest)}` };
}

function wordsOf(moment: Moment): string {
  const { after } = moment;
  switch (moment.kind) {
    case 'created':
      return `is made with ${after.priority} priority and policy ${after.policy?.id}`;
    case 'escalated':
      return `is escalated to level ${moment.level}`;
    case 'assigned':
      return `is given to ${after.escalation.responders ? `user ${after.escalation.responders}` : `policy ${after.policy?.id}`}`;
    case 'snoozed':
      return `sleeps until ${moment.until}`;
    case 'skipped':
      return `goes on to the next level: ${moment.reason}`;
    case 'claimed': {
      const { step, passedOver, isEnded } = moment;
      const passed = passedOver.length > 0 ? `, passing over ${passedOver}` : '';
      const people = step?.notifications.map(
        ({ userId, method, at }) => `${method} to user ${userId} at ${at.slice(11, 19)}`,
      );
      const level = step ? `starts level ${step.level}: ${people?.join(', ') || 'nothing new'}` : 'has no level left';
      return `${level}${passed}${isEnded ? ', and ends' : ''}`;
    }
    default:
      return `is ${moment.kind}`;
  }
}
