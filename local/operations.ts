import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Item } from './aws/dynamodb/types.ts';
import type { Account } from './runtime/account.ts';
import type { InvocationResult } from './runtime/functions.ts';

/** What an operator does to an account with the AWS command line, beyond looking at it. */
export interface Operations {
  /** Invokes a function as `aws lambda invoke` does. */
  invoke(name: string, event: unknown): Promise<InvocationResult>;
  /**
   * Deploys the code of functions from a folder that holds `<name>/index.mjs`; without a folder, their own again. All
   * functions of the folder unless `names` says which. Executions, queues and data stay as they are.
   */
  deploy(directory: string | undefined, names?: readonly string[]): void;
  /** Every item of the table. */
  readTable(): readonly Item[];
  /** Replaces the items of the table by those of a backup. */
  restoreTable(items: readonly Item[]): Promise<void>;
  /** Starts an execution of the only state machine. */
  startExecution(name: string, input: string): void;
  /** Puts a message on a queue, by its name without stage and ending. */
  sendMessage(queue: string, message: { readonly body: string; readonly groupId?: string }): Promise<void>;
}

/** The operator's hands in an account. */
export function operate({ deployment, functions, dynamoDb, stepFunctions, sqs }: Account): Operations {
  const [table] = deployment.tables;
  const [machine] = deployment.stateMachines;
  if (table === undefined || machine === undefined) throw new Error('the deployment has no table or no state machine');
  return {
    invoke(name, event) {
      if (!functions.has(name)) throw new Error(`the deployment has no function ${name}`);
      return functions.invoke(name, event);
    },
    deploy(directory, names = deployment.functions.map(({ name }) => name)) {
      for (const name of names) {
        const file = directory === undefined ? undefined : path.join(directory, name, 'index.mjs');
        if (file === undefined || existsSync(file)) functions.deploy(name, file);
      }
    },
    readTable: () => dynamoDb.items(table.name),
    restoreTable: (items) => dynamoDb.restore(table.name, items),
    startExecution: (name, input) => stepFunctions.start(machine.arn, name, input),
    sendMessage(name, { body, groupId }) {
      const queue = deployment.queues.find((one) => one.name.replace('.fifo', '').endsWith(`-${name}`));
      if (queue === undefined) throw new Error(`the deployment has no queue ${name}`);
      return sqs.send(queue.arn, body, groupId === undefined ? {} : { groupId, deduplicationId: randomUUID() });
    },
  };
}
