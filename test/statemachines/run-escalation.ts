import { readFileSync } from 'node:fs';
import FakeTimers from '@sinonjs/fake-timers';
import { StateMachine } from 'aws-local-stepfunctions';

/** What the function behind a task does when it is invoked: answers, or throws. */
export type Invocation = (payload: unknown, call: number) => Readonly<Record<string, string>>;

export interface Visit {
  readonly state: string;
  /** Seconds since the execution started. */
  readonly at: number;
}

export interface Story {
  readonly visits: readonly Visit[];
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly error: string | undefined;
  readonly payloads: readonly unknown[];
}

export const definitionOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../statemachines/${name}.asl.json`, import.meta.url), 'utf8'));

/** An error as Step Functions sees a function's. */
export class TaskError extends Error {
  constructor(name: string) {
    super(`${name} was thrown`);
    this.name = name;
  }
}

/** Runs the escalation, or an older definition of it, on virtual time with a function of the test's in place of `advance-escalation`. */
export async function runEscalation(invoke: Invocation, definition = definitionOf('escalation')): Promise<Story> {
  const clock = FakeTimers.install({
    now: Date.parse('2026-11-21T20:00:00Z'),
    toFake: ['Date', 'setTimeout', 'clearTimeout'],
    shouldClearNativeTimers: true,
  });
  try {
    const running = { story: tellStory(invoke, definition), isOver: false };
    running.story.finally(() => {
      running.isOver = true;
    });
    while (!running.isOver) {
      await clock.nextAsync();
      await new Promise(setImmediate);
    }
    return await running.story;
  } finally {
    clock.uninstall();
  }
}

async function tellStory(invoke: Invocation, definition: ReturnType<typeof definitionOf>): Promise<Story> {
  const machine = new StateMachine(definition, { validationOptions: { checkArn: false } });
  const startedAt = Date.now();
  const payloads: unknown[] = [];
  const execution = machine.run(
    { v: 1, alertId: 7, generation: 2 },
    {
      overrides: {
        taskResourceLocalHandlers: {
          'Take due steps': async (input: unknown) => {
            const { Payload } = input as { Payload: unknown };
            payloads.push(Payload);
            return { Payload: { ...invoke(Payload, payloads.length) } };
          },
        },
      },
    },
  );
  execution.result.catch(() => undefined);
  const visits: Visit[] = [];
  let error: string | undefined;
  for await (const event of execution.eventLogs) {
    if (event.type === 'ExecutionFailed') error = event.Error;
    if (event.type !== 'StateEntered') continue;
    visits.push({ state: event.state.name, at: Math.round((event.timestamp - startedAt) / 1000) });
  }
  return { visits, payloads, status: error === undefined ? 'SUCCEEDED' : 'FAILED', error };
}
