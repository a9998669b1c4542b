import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { boundedClient } from '../platform/aws-client.ts';
import { queryInput, transactItem } from './dynamo-requests.ts';
import { attempts, type Patience, pause } from './retry.ts';
import { checkOperations, type Item, type Key, type Refusal, type Table, withoutOwnWrites } from './table.ts';

export interface DynamoTableOptions {
  readonly tableName: string;
  readonly client?: DynamoDBClient;
  readonly patience?: Patience;
  /** A new name for each write: its stamp, and the token that keeps a transaction from being done twice. */
  readonly mintWriter?: () => string;
}

const maximumBatch = 100;

/** The table in DynamoDB. */
export function createDynamoTable({
  tableName,
  client = new DynamoDBClient(boundedClient),
  patience = { sleep: (milliseconds) => sleep(milliseconds), random: Math.random },
  mintWriter = randomUUID,
}: DynamoTableOptions): Table {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

  async function batchGet(keys: readonly Key[]): Promise<Item[]> {
    const found: Item[] = [];
    let wanted: Record<string, unknown>[] = keys.map(({ PK, SK }) => ({ PK, SK }));
    for (let attempt = 1; ; attempt += 1) {
      const request = { RequestItems: { [tableName]: { Keys: wanted, ConsistentRead: true } } };
      const { Responses, UnprocessedKeys } = await documents.send(new BatchGetCommand(request));
      found.push(...((Responses?.[tableName] ?? []) as Item[]));
      wanted = UnprocessedKeys?.[tableName]?.Keys ?? [];
      if (wanted.length === 0) return found;
      if (attempt >= attempts) throw new Error(`${wanted.length} items were not read in ${attempts} attempts`);
      await pause(attempt, patience);
    }
  }

  return {
    async get({ PK, SK }, { consistent = false } = {}) {
      const request = { TableName: tableName, Key: { PK, SK }, ConsistentRead: consistent };
      return (await documents.send(new GetCommand(request))).Item as Item | undefined;
    },

    async batchGet(keys) {
      const distinct = [...new Map(keys.map((key) => [`${key.PK} ${key.SK}`, key])).values()];
      const batches: Key[][] = [];
      for (let start = 0; start < distinct.length; start += maximumBatch)
        batches.push(distinct.slice(start, start + maximumBatch));
      return (await Promise.all(batches.map(batchGet))).flat();
    },

    async query(query) {
      const { Items, LastEvaluatedKey } = await documents.send(new QueryCommand(queryInput(query, tableName)));
      return { items: (Items ?? []) as Item[], ...(LastEvaluatedKey && { cursor: LastEvaluatedKey }) };
    },

    async count(query) {
      let total = 0;
      let cursor: Record<string, unknown> | undefined;
      do {
        const input = queryInput({ ...query, ...(cursor && { cursor }) }, tableName);
        const { Count, LastEvaluatedKey } = await documents.send(new QueryCommand({ ...input, Select: 'COUNT' }));
        total += Count ?? 0;
        cursor = LastEvaluatedKey;
      } while (cursor !== undefined);
      return total;
    },

    async write(operations) {
      checkOperations(operations);
      const writer = mintWriter();
      const items = operations.map((operation) => transactItem(operation, tableName, writer));
      const [only] = items;
      for (let attempt = 1; ; attempt += 1) {
        try {
          if (items.length > 1 || only?.ConditionCheck)
            await documents.send(new TransactWriteCommand({ TransactItems: items, ClientRequestToken: writer }));
          else if (only?.Put) await documents.send(new PutCommand(only.Put));
          else if (only?.Update) await documents.send(new UpdateCommand(only.Update));
          else if (only?.Delete) await documents.send(new DeleteCommand(only.Delete));
          return [];
        } catch (error) {
          const refusals = refusalsIn(error);
          if (refusals !== undefined) {
            const isGone = only?.Delete !== undefined && items.length === 1 && refusals[0]?.old === undefined;
            return isGone ? [] : withoutOwnWrites(refusals, writer); // deleting what is gone is done
          }
          if (attempt >= attempts || !mayPass(error)) throw error;
          await pause(attempt, patience);
        }
      }
    },
  };
}

/** The failed conditions an error reports; undefined when it reports none. */
function refusalsIn(error: unknown): Refusal[] | undefined {
  if (error instanceof ConditionalCheckFailedException) return [refusal(0, error.Item)];
  if (!(error instanceof TransactionCanceledException)) return undefined;
  const refusals = (error.CancellationReasons ?? []).flatMap(({ Code, Item }, index) =>
    Code === 'ConditionalCheckFailed' ? [refusal(index, Item)] : [],
  );
  return refusals.length > 0 ? refusals : undefined;
}

/** The document client leaves what comes with errors in DynamoDB's own form. */
const refusal = (index: number, old: Record<string, AttributeValue> | undefined): Refusal =>
  old === undefined || Object.keys(old).length === 0 ? { index } : { index, old: unmarshall(old) as Item };

const passingReasons = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];

/** True for a clash with another write, and for a cancelled transaction whose every reason is a clash or throttling. */
function mayPass(error: unknown): boolean {
  if (error instanceof TransactionCanceledException) {
    const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None').filter((code) => code !== 'None');
    return codes.every((code) => passingReasons.includes(code));
  }
  return error instanceof Error && clashes.includes(error.name);
}

const clashes = ['TransactionConflictException', 'TransactionInProgressException'];
