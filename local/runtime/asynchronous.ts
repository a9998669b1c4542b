import type { DeployedFunction } from '../deployment.ts';
import type { Functions } from './functions.ts';
import type { Logs } from './logs.ts';

/** Invocations as an `Event`: nobody waits for the answer, failures are tried again and then put aside. */
export interface Asynchronous {
  invoke(functionName: string, event: unknown): void;
  /** Forgets what was still to be tried again, also of what is under way. */
  reset(): void;
}

export interface AsynchronousOptions {
  readonly deployed: readonly DeployedFunction[];
  readonly functions: Functions;
  readonly logs: Logs;
  /** Sends to the function's dead-letter target, if its role allows it. */
  readonly putAside: (functionName: string, destinationArn: string, body: string) => void;
}

/** Lambda waits a minute before the first and two before the second further try. */
const pauses = [60, 120];

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
export function invokeAsynchronously({ deployed, functions, logs, putAside }: AsynchronousOptions): Asynchronous {
  const waiting = new Set<NodeJS.Timeout>();
  let life = 0;

  async function run(target: DeployedFunction, event: unknown, attempt: number): Promise<void> {
    const born = life;
    const result = await functions.invoke(target.name, event);
    if (result.ok || born !== life) return;
    const pause = pauses[attempt];
    if (attempt < target.asynchronousRetries && pause !== undefined) {
      const timer = setTimeout(() => {
        waiting.delete(timer);
        void run(target, event, attempt + 1);
      }, pause * 1000);
      waiting.add(timer);
      return;
    }
    logs.write(target.name, JSON.stringify({ level: 'ERROR', message: 'gave up an asynchronous invocation' }));
    if (target.deadLetterArn) putAside(target.name, target.deadLetterArn, JSON.stringify(event ?? {}));
  }

  return {
    invoke(functionName, event) {
      const target = deployed.find((each) => each.name === functionName);
      if (!target) throw new Error(`the deployment has no function ${functionName}`);
      void run(target, event, 0);
    },
    reset() {
      life += 1;
      for (const timer of waiting) clearTimeout(timer);
      waiting.clear();
    },
  };
}
