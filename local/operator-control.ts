import * as z from 'zod';
import type { Handler } from './control.ts';
import type { Operations } from './operations.ts';
import { RefusedError } from './outbox/answer.ts';

const Invoke = z.strictObject({ function: z.string(), event: z.unknown() });
const Deploy = z.strictObject({ directory: z.string().optional(), functions: z.array(z.string()).optional() });
const Restore = z.strictObject({ items: z.array(z.record(z.string(), z.record(z.string(), z.unknown()))) });
const Start = z.strictObject({ name: z.string(), input: z.unknown() });
const Message = z.strictObject({ body: z.string(), groupId: z.string().optional() });

/** The control surface's calls for what an operator does with the AWS command line. */
export function operatorRoutes(operations: Operations): readonly (readonly [string, Handler])[] {
  return [
    [
      'POST /_local/invoke',
      async (call) => {
        const { function: name, event } = call.body(Invoke);
        const result = await accepted(() => operations.invoke(name, event));
        return { status: 200, body: result.ok ? { payload: JSON.parse(result.payload) } : { error: result.error } };
      },
    ],
    [
      'POST /_local/deploy',
      async (call) => {
        const { directory, functions } = call.body(Deploy);
        await accepted(() => operations.deploy(directory, functions));
        return { status: 200, body: {} };
      },
    ],
    ['GET /_local/table', () => ({ status: 200, body: { items: operations.readTable() } })],
    [
      'PUT /_local/table',
      async (call) => {
        const { items } = call.body(Restore);
        await operations.restoreTable(items);
        return { status: 200, body: {} };
      },
    ],
    [
      'POST /_local/executions',
      async (call) => {
        const { name, input } = call.body(Start);
        await accepted(() => operations.startExecution(name, JSON.stringify(input)));
        return { status: 200, body: {} };
      },
    ],
    [
      'POST /_local/queues/{name}/messages',
      async (call) => {
        const message = call.body(Message);
        await accepted(() => operations.sendMessage(call.parameters.name ?? '', message));
        return { status: 200, body: {} };
      },
    ],
  ];
}

/** Whatever the account does not accept is the caller's mistake. */
async function accepted<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new RefusedError(400, error instanceof Error ? error.message : String(error));
  }
}
