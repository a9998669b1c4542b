import { createRequire } from 'node:module';
import { AwsError } from '../aws-error.ts';
import type { AttributeValue, Item } from './types.ts';

/**
 * The parts of dynalite 4.0.0 that are used from outside: its validations, its actions (which take a store and a
 * callback), and its key arithmetic. They are internals: the version is pinned and a contract test watches them.
 */
export type Parameters = Record<string, unknown>;
export type Callback<T = unknown> = (error: unknown, result?: T) => void;
type Action = (store: DynaliteStore, data: Parameters, callback: Callback<Record<string, unknown>>) => void;

export interface SubDatabase {
  lock(key: string, work: (release: <T>(callback: T) => T) => void): void;
  get(key: string, callback: Callback): void;
  put(key: string, value: unknown, callback: Callback): void;
  del(key: string, callback: Callback): void;
  createKeyStream(options: object): NodeJS.EventEmitter;
  createValueStream(options: object): NodeJS.EventEmitter;
}

export interface DynaliteStore {
  readonly options: { readonly maxItemSize: number };
  readonly tableDb: SubDatabase;
  getTable(name: string, checkStatus: boolean | Callback, callback?: Callback): void;
  getItemDb(table: string): SubDatabase;
  getIndexDb(kind: string, table: string, index: string): SubDatabase;
}

export interface IndexDescription {
  readonly IndexName: string;
  readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: string }[];
  readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
}

export interface TableDescription {
  readonly TableName: string;
  readonly TableArn: string;
  readonly TableStatus: string;
  readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: string }[];
  readonly AttributeDefinitions: readonly { readonly AttributeName: string; readonly AttributeType: string }[];
  readonly GlobalSecondaryIndexes?: readonly IndexDescription[];
  readonly LocalSecondaryIndexes?: readonly IndexDescription[];
  readonly StreamSpecification?: { readonly StreamEnabled: boolean; readonly StreamViewType?: string };
  readonly LatestStreamArn?: string;
  readonly [member: string]: unknown;
}

interface Validations {
  checkTypes(data: Parameters, types: object): Parameters;
  checkValidations(data: Parameters, types: object, custom: unknown, store: unknown): void;
}

interface Database {
  createKey(item: Item, table: TableDescription): string;
  createIndexKey(item: Item, table: TableDescription, keySchema: IndexDescription['KeySchema']): string;
  getIndexActions(
    indexes: readonly IndexDescription[],
    existing: Item | undefined,
    item: Item | undefined,
    table: TableDescription,
  ): { puts: { index: string; key: string; item: Item }[]; deletes: { index: string; key: string }[] };
  validateKey(key: Item, table: TableDescription): Error | undefined;
  checkConditional(data: Parameters, existing: Item | undefined): Error | null | undefined;
  itemSize(item: Item): number;
}

const require = createRequire(import.meta.url);
const validations = require('dynalite/validations/index.js') as Validations;
export const database = require('dynalite/db/index.js') as Database;

export const ACTIONS = [
  'getItem',
  'putItem',
  'updateItem',
  'deleteItem',
  'batchGetItem',
  'query',
  'scan',
  'describeTable',
  'listTables',
] as const;
export type ActionName = (typeof ACTIONS)[number];

const actions = Object.fromEntries(
  ACTIONS.map((name) => [name, require(`dynalite/actions/${name}.js`) as Action]),
) as Record<ActionName, Action>;

export const MAX_ITEM_SIZE = 400 * 1024;

/** The parameters as dynalite's own actions take them: typed, checked, expressions parsed. Throws DynamoDB's error. */
export function validate(name: ActionName | 'batchWriteItem' | 'createTable', parameters: Parameters): Parameters {
  const { types, custom } = require(`dynalite/validations/${name}.js`) as { types: object; custom?: unknown };
  try {
    const data = validations.checkTypes({ ...parameters }, types);
    validations.checkValidations(data, types, custom, { options: { maxItemSize: MAX_ITEM_SIZE } });
    return data;
  } catch (error) {
    throw asAwsError(error);
  }
}

/** Runs an action that only touches the store's memory, and so answers before it returns. */
export function runNow(name: ActionName, store: DynaliteStore, data: Parameters): Record<string, unknown> {
  let answered = false;
  let failure: unknown;
  let answer: Record<string, unknown> = {};
  actions[name](store, data, (error, result) => {
    answered = true;
    failure = error;
    answer = result ?? {};
  });
  if (!answered) throw new Error(`dynalite's ${name} did not answer at once`);
  if (failure) throw asAwsError(failure);
  return answer;
}

/** Runs an action that reads through streams. */
export function runReading(name: ActionName, store: DynaliteStore, data: Parameters): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    actions[name](store, data, (error, result) => (error ? reject(asAwsError(error)) : resolve(result ?? {})));
  });
}

/** Fails with DynamoDB's words where dynalite found something wrong. */
export function refuse(problem: Error | null | undefined): void {
  if (problem) throw asAwsError(problem);
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** The type of an attribute value: S, N, B, … */
export function typeOf(value: AttributeValue | undefined): string | undefined {
  return value && Object.keys(value)[0];
}

function asAwsError(error: unknown): unknown {
  const { statusCode, body } = error as { statusCode?: number; body?: Record<string, string> };
  if (!statusCode || !body) return error;
  const code = (body.__type ?? '').split('#').pop() ?? 'ValidationException';
  return new AwsError(code, body.message ?? body.Message ?? '', statusCode);
}
