import { readFileSync } from 'node:fs';
import { millisecondsOf } from '../../functions/domain/time.ts';
import type { Outcome } from './invocations.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

interface RetryRule {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly MaxAttempts: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds: number;
}

/** The kinds of state that statemachines/escalation.asl.json uses. */
type State =
  | {
      readonly Type: 'Task';
      readonly Parameters: { readonly Payload: Readonly<Record<string, string>> };
      readonly ResultPath: string;
      readonly TimeoutSeconds: number;
      readonly Retry: readonly RetryRule[];
      readonly Catch: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
      readonly Next: string;
    }
  | {
      readonly Type: 'Choice';
      readonly Choices: readonly { readonly Variable: string; readonly StringEquals: string; readonly Next: string }[];
      readonly Default: string;
    }
  | { readonly Type: 'Wait'; readonly TimestampPath: string; readonly Next: string }
  | { readonly Type: 'Succeed' }
  | { readonly Type: 'Fail'; readonly Error: string };

const definition: { readonly StartAt: string; readonly States: Readonly<Record<string, State>> } = JSON.parse(
  readFileSync(new URL('../../statemachines/escalation.asl.json', import.meta.url), 'utf8'),
);

export interface Execution {
  readonly name: string;
  readonly alertId: number;
  readonly generation: number;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED' | 'GONE';
  /** The state it is in, or ended in. */
  state: string;
}

type Invoke = (payload: { readonly alertId: number; readonly generation: number }) => Promise<Outcome<unknown>>;

/** Step Functions with the one state machine, on virtual time. */
export class Executions {
  readonly byName = new Map<string, Execution>();
  readonly #scheduler: Scheduler;
  readonly #random: Random;
  readonly #invoke: Invoke;

  constructor(scheduler: Scheduler, random: Random, invoke: Invoke) {
    this.#scheduler = scheduler;
    this.#random = random;
    this.#invoke = invoke;
  }

  running = (): Execution[] => [...this.byName.values()].filter(({ status }) => status === 'RUNNING');

  /** Starts an execution; one of the same name, whatever became of it, is success. */
  start({ alertId, generation }: { readonly alertId: number; readonly generation: number }): void {
    const name = `alert-${alertId}-g${generation}`;
    if (this.byName.has(name)) return;
    const execution: Execution = { name, alertId, generation, status: 'RUNNING', state: definition.StartAt };
    this.byName.set(name, execution);
    void this.#run(execution, { v: 1, alertId, generation });
  }

  stop({ alertId, generation }: { readonly alertId: number; readonly generation: number }): void {
    const execution = this.byName.get(`alert-${alertId}-g${generation}`);
    if (execution?.status === 'RUNNING') execution.status = 'ABORTED';
  }

  /** All running executions of an alert are gone, and nobody is told. */
  vanish(alertId: number): void {
    for (const execution of this.running()) if (execution.alertId === alertId) execution.status = 'GONE';
  }

  async #run(execution: Execution, input: Record<string, unknown>): Promise<void> {
    for (;;) {
      const state = definition.States[execution.state] as State;
      const next = await this.#enter(execution, state, input);
      if (execution.status !== 'RUNNING') return;
      if (next === undefined) {
        execution.status = state.Type === 'Succeed' ? 'SUCCEEDED' : 'FAILED';
        return;
      }
      execution.state = next;
    }
  }

  async #enter(execution: Execution, state: State, data: Record<string, unknown>): Promise<string | undefined> {
    switch (state.Type) {
      case 'Task': {
        const payload = Object.fromEntries(
          Object.entries(state.Parameters.Payload).map(([name, path]) => [name.replace('.$', ''), valueAt(data, path)]),
        );
        return this.#task(execution, state, payload as { v: 1; alertId: number; generation: number }, data);
      }
      case 'Choice':
        return (
          state.Choices.find(({ Variable, StringEquals }) => valueAt(data, Variable) === StringEquals)?.Next ??
          state.Default
        );
      case 'Wait': {
        const until = millisecondsOf(valueAt(data, state.TimestampPath) as never);
        // Timers ring a moment late, and sometimes a moment early.
        await this.#sleep(until - this.#scheduler.now + this.#random.between(-300, 400));
        return state.Next;
      }
      case 'Succeed':
      case 'Fail':
        return undefined;
    }
  }

  async #task(
    execution: Execution,
    state: Extract<State, { Type: 'Task' }>,
    payload: { alertId: number; generation: number },
    data: Record<string, unknown>,
  ): Promise<string> {
    const retries = state.Retry.map(() => 0);
    for (;;) {
      const outcome = await this.#invoke(payload);
      if (execution.status !== 'RUNNING') return state.Next;
      if (outcome.ok) {
        data[state.ResultPath.replace('$.', '')] = { answer: outcome.value };
        return state.Next;
      }
      const names = (rule: { readonly ErrorEquals: readonly string[] }) =>
        rule.ErrorEquals.some((name) => name === 'States.ALL' || name === outcome.errorName);
      const index = state.Retry.findIndex(names);
      const rule = state.Retry[index];
      const count = retries[index] ?? 0;
      if (rule === undefined || count >= rule.MaxAttempts) {
        const handler = state.Catch.find(names);
        if (handler === undefined) throw new Error(`nothing catches ${outcome.errorName}`);
        return handler.Next;
      }
      retries[index] = count + 1;
      const longest = Math.min(rule.IntervalSeconds * rule.BackoffRate ** count, rule.MaxDelaySeconds);
      await this.#sleep(this.#random.next() * longest * 1000);
    }
  }

  #sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => this.#scheduler.after(milliseconds, () => resolve()));
}

const valueAt = (data: unknown, path: string): unknown =>
  path
    .split('.')
    .slice(1)
    .reduce((value, name) => (value as Record<string, unknown> | undefined)?.[name], data);
