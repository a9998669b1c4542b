import { createHash } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { ActionName, Parameters, TableDescription } from './dynalite.ts';
import { database, refuse, runNow, validate, validationError } from './dynalite.ts';
import type { AttributeValue, Item } from './types.ts';
import { itemSpace, TABLES, type View } from './view.ts';

const MAX_ITEMS = 100;
const MAX_BYTES = 4 * 1024 * 1024;
const TOKEN_LIFETIME = 10 * 60 * 1000;

interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Item;
}

interface Step {
  readonly kind: 'Put' | 'Update' | 'Delete' | 'ConditionCheck';
  readonly action: ActionName;
  readonly data: Parameters;
  readonly returnsItem: boolean;
}

const ACTION_OF_KIND = {
  Put: 'putItem',
  Update: 'updateItem',
  Delete: 'deleteItem',
  ConditionCheck: 'deleteItem',
} as const;

/** Writes all of TransactWriteItems' items into the view, or throws with one cancellation reason per item. */
export function transactWrite(view: View, parameters: Parameters): void {
  const steps = (listOf(parameters.TransactItems) as Parameters[]).map(stepOf);
  refuseDuplicates(view, steps);
  const reasons = steps.map((step) => reasonAgainst(view, step));
  if (reasons.some(({ Code }) => Code !== 'None')) throw cancelled(reasons);
}

/** The items of TransactGetItems as they are at one moment. */
export function transactGet(view: View, parameters: Parameters): Record<string, unknown> {
  const gets = (listOf(parameters.TransactItems) as Parameters[]).map(({ Get }) => {
    if (!isRecord(Get)) throw validationError('TransactItems can only contain Get');
    return validate('getItem', Get);
  });
  return {
    Responses: gets.map((data) => {
      const { Item } = runNow('getItem', view, data);
      return Item ? { Item } : {};
    }),
  };
}

/** Remembers the tokens of done transactions for ten minutes, so that a repeat is answered and not done again. */
export class Tokens {
  private readonly done = new Map<string, { readonly digest: string; readonly at: number }>();

  /** Whether this call was done before. Throws when the token was used for another call. */
  isRepeat(parameters: Parameters): boolean {
    const token = parameters.ClientRequestToken;
    const known = typeof token === 'string' ? this.done.get(token) : undefined;
    if (!known || known.at < Date.now() - TOKEN_LIFETIME) return false;
    if (known.digest === digestOf(parameters)) return true;
    throw new AwsError(
      'IdempotentParameterMismatchException',
      'The request uses the same client token as a previous, but non-identical request.',
    );
  }

  forget(): void {
    this.done.clear();
  }

  remember(parameters: Parameters): void {
    const token = parameters.ClientRequestToken;
    if (typeof token !== 'string') return;
    const now = Date.now();
    for (const [old, { at }] of this.done) {
      if (at >= now - TOKEN_LIFETIME) break;
      this.done.delete(old);
    }
    this.done.set(token, { digest: digestOf(parameters), at: now });
  }
}

/** TransactionCanceledException as DynamoDB words it. */
export function cancelled(reasons: readonly Reason[]): AwsError {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    400,
    { CancellationReasons: reasons },
  );
}

function listOf(items: unknown): unknown[] {
  if (!Array.isArray(items) || items.length === 0 || items.length > MAX_ITEMS) {
    throw validationError(
      "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: " +
        `Member must have length less than or equal to ${MAX_ITEMS} and at least 1`,
    );
  }
  if (Buffer.byteLength(JSON.stringify(items)) > MAX_BYTES * 1.5) {
    throw validationError('Transaction request size exceeds 4 MB');
  }
  return items;
}

function stepOf(item: Parameters): Step {
  const kinds = Object.keys(ACTION_OF_KIND).filter((kind) => item[kind] !== undefined) as Step['kind'][];
  const [kind] = kinds;
  if (!kind || kinds.length > 1 || !isRecord(item[kind])) {
    throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  const { ReturnValuesOnConditionCheckFailure, ...parameters } = item[kind] as Parameters;
  if (kind === 'ConditionCheck' && typeof parameters.ConditionExpression !== 'string') {
    throw validationError("Value null at 'conditionExpression' failed to satisfy constraint: Member must not be null");
  }
  if (kind === 'Update' && typeof parameters.UpdateExpression !== 'string') {
    throw validationError("Value null at 'updateExpression' failed to satisfy constraint: Member must not be null");
  }
  const action = ACTION_OF_KIND[kind];
  const returnsItem = ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
  return { kind, action, data: validate(action, parameters), returnsItem };
}

function refuseDuplicates(view: View, steps: readonly Step[]): void {
  const seen = new Set<string>();
  for (const step of steps) {
    const place = placeOf(view, step);
    if (!place) continue;
    const id = `${place.space}/${place.key}`;
    if (seen.has(id)) throw validationError('Transaction request cannot include multiple operations on one item');
    seen.add(id);
  }
}

/** Where the step's item lives; undefined when its key does not fit the table, which is told as its own reason. */
function placeOf(view: View, { data }: Step): { space: string; key: string } | undefined {
  const table = view.read(TABLES, data.TableName as string) as TableDescription | undefined;
  const key = (data.Key ?? data.Item) as Record<string, AttributeValue>;
  if (!table || table.KeySchema.some(({ AttributeName }) => key[AttributeName] === undefined)) return undefined;
  return { space: itemSpace(table.TableName), key: database.createKey(key, table) };
}

function reasonAgainst(view: View, step: Step): Reason {
  try {
    if (step.kind === 'ConditionCheck') checkCondition(view, step);
    else runNow(step.action, view, step.data);
    return { Code: 'None' };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === 'ConditionalCheckFailedException') {
      const place = step.returnsItem ? placeOf(view, step) : undefined;
      const item = place && (view.read(place.space, place.key) as Item | undefined);
      return { Code: 'ConditionalCheckFailed', Message: error.message, ...(item && { Item: item }) };
    }
    if (error.code === 'ValidationException') return { Code: 'ValidationError', Message: error.message };
    throw error;
  }
}

function checkCondition(view: View, step: Step): void {
  let table: TableDescription | undefined;
  view.getTable(step.data.TableName as string, (error, found) => {
    if (error) refuse(error as Error);
    table = found as TableDescription;
  });
  refuse(database.validateKey(step.data.Key as Item, table as TableDescription));
  const place = placeOf(view, step) as { space: string; key: string };
  refuse(database.checkConditional(step.data, view.read(place.space, place.key) as Item | undefined));
}

function digestOf({ ClientRequestToken: _token, ...rest }: Parameters): string {
  return createHash('sha256').update(JSON.stringify(rest)).digest('base64');
}

function isRecord(value: unknown): value is Parameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
