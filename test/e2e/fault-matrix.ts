import type { FaultKind } from '../../local/aws/faults.ts';
import type { LoggedRequest } from '../../local/aws/requests.ts';

/** The parts of a story, in each of which calls are counted anew. */
export type Phase = 'post' | 'wait' | 'reply' | 'after' | 'tick' | 'rescue';

/** One call to AWS: the one numbered `skip` of its kind in its phase. */
export interface CallSite {
  readonly phase: Phase;
  readonly function: string;
  readonly service: string;
  readonly action: string;
  readonly skip: number;
  /** Made only by functions that have just started. */
  readonly cold: boolean;
}

export interface BrokenCall {
  readonly site: CallSite;
  readonly kind: FaultKind;
  /** How many calls in a row break: more than one outlasts the SDK's own attempts. */
  readonly count: number;
}

/** What happens to a call, and once more with every attempt of the SDK failing. */
const breaks: readonly Pick<BrokenCall, 'kind' | 'count'>[] = [
  ...(['error', 'error5xx', 'throttle', 'conflict', 'timeout', 'after', 'crash-before', 'crash-after'] as const).map(
    (kind) => ({ kind, count: 1 }),
  ),
  { kind: 'error5xx', count: 4 },
];

/** Whose calls belong to a story; the rest are the test's own, or the clockwork's. */
const storytellers = new Set([
  'ingest',
  'process-event',
  'advance-escalation',
  'send-notification',
  'handle-reply',
  'on-change',
]);

const clockwork = new Set(['tick']);

function callersIn(phase: Phase): ReadonlySet<string> {
  if (phase === 'tick') return clockwork;
  return phase === 'rescue' ? new Set([...clockwork, ...storytellers]) : storytellers;
}

/** The calls of one phase. */
export function callSitesOf(phase: Phase, requests: readonly LoggedRequest[]): CallSite[] {
  const counts = new Map<string, number>();
  const wanted = callersIn(phase);
  return requests
    .filter((request) => wanted.has(request.function))
    .map(({ function: name, service, action }) => {
      const call = `${name} ${service} ${action}`;
      const skip = counts.get(call) ?? 0;
      counts.set(call, skip + 1);
      return { phase, function: name, service, action, skip, cold: false };
    });
}

const nameOfSite = ({ phase, function: name, service, action, skip }: CallSite) =>
  `${phase}: ${name} ${service} ${action} #${skip + 1}`;

/** All calls of the warm run, and those that only the cold one made. A secret is read once, whenever a function starts. */
export function withColdCalls(warm: readonly CallSite[], cold: readonly CallSite[]): CallSite[] {
  const always = warm.filter(({ service }) => service !== 'secretsmanager');
  const known = new Set(always.map(nameOfSite));
  return [...always, ...cold.filter((site) => !known.has(nameOfSite(site))).map((site) => ({ ...site, cold: true }))];
}

/** Every call broken in every way. */
export const everyBreak = (sites: readonly CallSite[]): BrokenCall[] =>
  sites.flatMap((site) => breaks.map((each) => ({ site, ...each })));

/** Into how many slices the cases are cut; no divisor of the number of ways to break a call, so that each has every way. */
export const slices = 80;

/** The cases of one slice, counted from 0. */
export const sliceOf = (cases: readonly BrokenCall[], slice: number): BrokenCall[] =>
  cases.filter((_, index) => index % slices === slice % slices);

/** As people read it: `wait: send-notification dynamodb PutItem #2, crash-after`. */
export const nameOf = ({ site, kind, count }: BrokenCall): string =>
  `${nameOfSite(site)}, ${kind}${count > 1 ? ` ×${count}` : ''}${site.cold ? ' (cold)' : ''}`;
