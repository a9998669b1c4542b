import type { FaultKind } from '../../../local/aws/faults.ts';
import { type Random, randomOf } from '../../simulation/random.ts';

type Method = 'SMS' | 'VOICE' | 'EMAIL' | 'PUSH';
export type Command = 'accept' | 'resolve' | 'escalate';

export interface PersonPlan {
  readonly rules: readonly { readonly method: Method; readonly delayMin: number }[];
}

/** Something from outside, at a second of the fire. Each has its second for itself within its story. */
export type Deed = { readonly at: number } & (
  | { readonly kind: 'event'; readonly type: 'ALERT' | 'RESOLVE'; readonly key: string; readonly marker: string }
  | { readonly kind: 'answer'; readonly channel: Method; readonly command: Command }
);

/** One source with its own policy and people. */
export interface StoryPlan {
  readonly minutes: number;
  readonly levels: readonly PersonPlan[];
  readonly deeds: readonly Deed[];
}

/** Calls that break by chance, from a second of the fire on. */
export interface RateFault {
  readonly from: number;
  /** Every function when absent. */
  readonly function?: string;
  readonly service: '*';
  readonly action: '*';
  readonly rate: number;
  readonly seed: number;
  readonly kind: FaultKind;
}

/** A number of stories at once, and the fire they go through. */
export interface FirePlan {
  readonly seed: number;
  readonly stories: readonly StoryPlan[];
  readonly faults: readonly RateFault[];
  /** Seconds at which every worker is killed, in the middle of what is done then. */
  readonly kills: readonly number[];
  /** Second at which the process of the cloud is killed and started again, before the work of then is done. */
  readonly powerCut: number | undefined;
}

const methods: readonly Method[] = ['SMS', 'VOICE', 'EMAIL', 'PUSH'];
const kinds: readonly FaultKind[] = [
  'error',
  'error5xx',
  'throttle',
  'conflict',
  'timeout',
  'after',
  'crash-before',
  'crash-after',
];
const functions = [
  undefined,
  'ingest',
  'process-event',
  'advance-escalation',
  'send-notification',
  'handle-reply',
  'on-change',
  'tick',
  'api',
];

/** What happens in the fire of this seed; the same for the same seed. */
export function planOf(seed: number): FirePlan {
  const random = randomOf('fire', seed);
  const stories = Array.from({ length: random.between(3, 6) }, (_nothing, index) =>
    storyOf(random, `${seed}.${index}`),
  );
  const seconds = stories.flatMap(({ deeds }) => deeds.map(({ at }) => at));
  return {
    seed,
    stories,
    faults: [
      ...Array.from({ length: random.between(2, 5) }, () => faultOf(random)),
      ...(random.chance(0.4) ? [outageOf(random)] : []),
    ],
    kills: Array.from({ length: random.between(0, 3) }, () => random.pick(seconds)),
    powerCut: random.chance(0.3) ? random.pick(seconds) : undefined,
  };
}

function storyOf(random: Random, name: string): StoryPlan {
  const levels = Array.from({ length: random.between(1, 3) }, () => ({
    rules: Array.from({ length: random.between(1, 3) }, (_nothing, index) => ({
      method: random.pick(methods),
      delayMin: index === 0 ? 0 : random.between(0, 2),
    })),
  }));
  const keys = Array.from({ length: random.between(1, 2) }, (_nothing, index) => `key-${name}.${index}`);
  const times = new Set<number>();
  const sometime = (earliest: number, latest: number): number => {
    for (let at = random.between(earliest, latest); ; at++) {
      if (times.has(at)) continue;
      times.add(at);
      return at;
    }
  };
  let events = 0;
  const event = (type: 'ALERT' | 'RESOLVE', key: string, at: number): Deed => {
    events += 1;
    return { kind: 'event', type, key, at, marker: `${type} ${name}.${events}` };
  };
  const deeds: Deed[] = keys.flatMap((key) => [
    event('ALERT', key, sometime(0, 60)),
    ...Array.from({ length: random.between(0, 3) }, () => event('ALERT', key, sometime(0, 600))),
    ...(random.chance(0.4) ? [event('RESOLVE', key, sometime(100, 600))] : []),
    ...(random.chance(0.2) ? [event('ALERT', key, sometime(600, 700))] : []),
  ]);
  const answers = Array.from({ length: random.between(0, 2) }, (): Deed => {
    const command = random.pick<Command>(['accept', 'accept', 'resolve', 'escalate']);
    return { kind: 'answer', at: sometime(20, 700), channel: random.pick(methods), command };
  });
  return {
    minutes: random.between(1, 4),
    levels,
    deeds: [...deeds, ...answers].sort((a, b) => a.at - b.at),
  };
}

function faultOf(random: Random): RateFault {
  const name = random.pick(functions);
  return {
    from: 0,
    ...(name !== undefined && { function: name }),
    service: '*',
    action: '*',
    rate: random.between(2, 15) / 100,
    seed: random.between(1, 1_000_000),
    kind: random.pick(kinds),
  };
}

/** A function that hardly works any more until the fire is out: long enough for messages to be given up. */
function outageOf(random: Random): RateFault {
  const name = random.pick(['process-event', 'advance-escalation', 'send-notification', 'handle-reply', 'tick']);
  return { ...faultOf(random), from: random.between(0, 200), function: name, rate: 0.9 };
}
