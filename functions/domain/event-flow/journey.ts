import type { Condition, Roots } from '../condition/condition.ts';
import type { Evaluation } from '../condition/evaluate.ts';
import { parseCondition } from '../condition/parse.ts';
import type { NormalisedEvent, Priority } from '../event/event.ts';
import type { Budget } from '../template/render.ts';
import type { Instant } from '../time.ts';
import type { BranchType, FlowContext, NodeType } from './event-flow.ts';
import { rootOf } from './transform.ts';
import type { Hours } from './wait.ts';

/** What a walk needs to know from outside. */
export interface FlowFacts {
  /** Those of `needsOf` that are there. */
  readonly supportHours: ReadonlyMap<number, Hours>;
  /** Keeps an event that was changed within the bounds of any event. */
  readonly bounded: (event: NormalisedEvent) => NormalisedEvent;
  /** Sources and policies that are known not to be there any more. */
  readonly isGone?: (kind: 'source' | 'policy', id: number) => boolean;
}

/** An event that enters a flow, or goes on after a wait. */
export interface FlowEntry {
  readonly event: NormalisedEvent;
  readonly context: FlowContext;
  /** When it came; of one that goes on, when its wait was over. Support hours and counters are asked about this time. */
  readonly at: Instant;
  /** The WAIT node behind which it goes on. */
  readonly after?: number | undefined;
}

/** A condition that the walk has come to. `place` is where its counters are: the same text for the same branch. */
export interface AskedCondition {
  readonly place: string;
  readonly condition: Condition;
  readonly roots: Roots;
}

/** A node that the event came by, and the branch it went on by. */
export interface FlowStep {
  readonly nodeId: number;
  readonly nodeType: NodeType;
  readonly name: string | null;
  readonly branch: { readonly id: number; readonly branchType: BranchType; readonly condition: string | null } | null;
  readonly why: string;
}

/** Where a walk has ended: the event and the context as they stood then, and the way there in words. */
export type FlowResult = {
  readonly event: NormalisedEvent;
  readonly context: FlowContext;
  readonly path: readonly FlowStep[];
} & (
  | {
      readonly kind: 'routed';
      readonly sourceId: number;
      readonly priority?: Priority;
      readonly policyId?: number;
    }
  | { readonly kind: 'dropped'; readonly why: string }
  | { readonly kind: 'waiting'; readonly nodeId: number; readonly until: Instant }
);

/** A walk that asks about one condition after the other, and is told what each comes to. */
export type Walk<Result> = Generator<AskedCondition, Result, Evaluation>;

/** Conditions of one walk together take at most so many steps: some two seconds. */
const mostSteps = 2_000_000;

/** What a walk changes as it goes. */
export interface Journey {
  readonly flowId: number;
  readonly at: Instant;
  readonly facts: FlowFacts;
  readonly budget: Budget;
  readonly path: FlowStep[];
  event: NormalisedEvent;
  context: FlowContext;
  steps: number;
}

/** What a node comes to: the event goes on, with what its branches may be called by, or its walk ends. */
export type Taken =
  | {
      readonly kind: 'on';
      readonly why: string;
      /** Names that conditions of branches may be: the one that is meant, and all. */
      readonly named?: { readonly is: string | undefined; readonly all: readonly string[] } | undefined;
      /** Nobody can say which way is right: the first that leads anywhere will do, so that the event is not lost. */
      readonly isUnsure?: boolean | undefined;
    }
  | {
      readonly kind: 'routed';
      readonly why: string;
      readonly sourceId: number;
      readonly priority: Priority | undefined;
      readonly policyId: number | undefined;
    }
  | { readonly kind: 'waiting'; readonly why: string; readonly until: Instant };

export const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

/** Whether a condition of a flow is true here; one that cannot be read, or takes too long, is not, and says so. */
export function* truthOf(
  text: string,
  place: string,
  journey: Journey,
): Walk<{ readonly isTrue: boolean; readonly why?: string }> {
  if (text === '') return { isTrue: false, why: 'a branch has no condition' };
  const parsed = parseCondition(text);
  if (!parsed.ok) return { isTrue: false, why: `${shortened(text)} cannot be read: ${parsed.problem.message}` };
  if (journey.steps > mostSteps) return { isTrue: false, why: 'the conditions of this flow take too long: left out' };
  const root = rootOf(journey);
  const { result, isUnfinished, steps } = yield {
    place: `FLOW#${journey.flowId}#${place}`,
    condition: parsed.condition,
    roots: { context: root, event: root.event },
  };
  journey.steps += steps;
  return isUnfinished
    ? { isTrue: false, why: `${shortened(text)} takes too long with this event` }
    : { isTrue: result };
}
