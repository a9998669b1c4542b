import { AwsError } from '../aws-error.ts';
import { type Spend, spendGets, spendQuery, spendWrites } from './capacity.ts';
import type { Parameters, TableDescription } from './dynalite.ts';
import { ACTIONS, type ActionName, database, runNow, runReading, validate, validationError } from './dynalite.ts';
import { Expiry } from './expiry.ts';
import { createFeed, type FeedWriter, keysOf } from './feed.ts';
import { Storage } from './storage.ts';
import { createTable, deleteTable, emptyTables, ensureTable, type Place, replaceItems } from './tables.ts';
import { Tokens, transactGet, transactWrite } from './transactions.ts';
import type { AttributeValue, Item } from './types.ts';
import { itemSpace, TABLES, View } from './view.ts';

type Answer = Record<string, unknown>;

/** DynamoDB itself: the low-level API on dynalite's rules, with transactions, streams, time to live and persistence. */
export class Engine {
  readonly feed: FeedWriter;
  private readonly storage: Storage;
  private readonly place: Place;
  private readonly tokens = new Tokens();
  private readonly expiry: Expiry;

  private constructor(storage: Storage, place: Place) {
    this.storage = storage;
    this.place = place;
    this.feed = createFeed(storage);
    this.expiry = new Expiry((items) => this.expire(items));
    for (const [, table] of storage.space<TableDescription>(TABLES).entries()) this.watchExpiry(table);
  }

  /** Opens the directory's tables, or an empty engine in memory. */
  static async open(place: Place, directory?: string): Promise<Engine> {
    return new Engine(await Storage.open(directory), place);
  }

  /** Makes a table be as described, with its time to live attribute. */
  async ensureTable(parameters: Parameters, timeToLiveAttribute?: string): Promise<void> {
    const table = await ensureTable(this.storage, this.place, parameters);
    await this.setTimeToLive(table, timeToLiveAttribute);
  }

  /** Runs one call of the API and tells what it cost. Fails with AwsError as DynamoDB would. */
  async execute(action: string, parameters: Parameters, spend: Spend = () => undefined): Promise<Answer> {
    const settle = (view?: View) => spendWrites(this.storage, view, { action, parameters }, spend);
    switch (action) {
      case 'PutItem':
      case 'UpdateItem':
      case 'DeleteItem':
        return this.writeOne(lowerFirst(action), parameters, settle);
      case 'BatchWriteItem':
        return this.writeBatch(parameters, settle);
      case 'TransactWriteItems':
        return this.writeTransaction(parameters, settle);
      case 'TransactGetItems':
        return transactGet(new View(this.storage), parameters);
      case 'CreateTable':
        return { TableDescription: await createTable(this.storage, this.place, parameters) };
      case 'DeleteTable':
        return this.dropTable(String(parameters.TableName));
      case 'UpdateTimeToLive':
        return this.updateTimeToLive(parameters);
      case 'DescribeTimeToLive':
        return this.describeTimeToLive(String(parameters.TableName));
      default:
        return this.read(action, parameters, spend);
    }
  }

  /** Every item of a table. */
  items(name: string): readonly Item[] {
    const { TableName } = this.tableNamed(name);
    return [...this.storage.space<Item>(itemSpace(TableName)).entries()].map(([, item]) => item);
  }

  /** Replaces a table's items as a restore from a backup does. */
  async restore(name: string, items: readonly Item[]): Promise<void> {
    const table = this.tableNamed(name);
    await replaceItems(this.storage, table, items);
    this.watchExpiry(table);
  }

  /** Removes every item and keeps the tables. */
  async reset(): Promise<void> {
    await emptyTables(this.storage);
    this.tokens.forget();
    this.expiry.stop();
    for (const [, table] of this.storage.space<TableDescription>(TABLES).entries()) this.watchExpiry(table);
  }

  async close(): Promise<void> {
    this.expiry.stop();
    await this.storage.close();
  }

  private async read(action: string, parameters: Parameters, spend: Spend): Promise<Answer> {
    const name = lowerFirst(action);
    if (!ACTIONS.includes(name)) throw new AwsError('UnknownOperationException', `${action} is not supported`);
    const isQuery = name === 'query';
    const asked = isQuery ? { ReturnConsumedCapacity: 'TOTAL', ...parameters } : parameters;
    const answer = await runReading(name, new View(this.storage), validate(name, asked));
    if (name === 'getItem' || name === 'batchGetItem') spendGets(this.storage, parameters, spend);
    if (!isQuery) return answer;
    const { ConsumedCapacity, ...rest } = answer as { ConsumedCapacity?: { CapacityUnits: number } };
    spendQuery(parameters, ConsumedCapacity?.CapacityUnits ?? 0, spend);
    return parameters.ReturnConsumedCapacity === undefined ? rest : answer;
  }

  private async writeOne(name: ActionName, parameters: Parameters, settle: Settle): Promise<Answer> {
    const view = new View(this.storage);
    const data = validate(name, parameters);
    const answer = settled(settle, view, () => withConditionItem(view, parameters, () => runNow(name, view, data)));
    await this.commit(view);
    return answer;
  }

  private async writeBatch(parameters: Parameters, settle: Settle): Promise<Answer> {
    const { RequestItems } = validate('batchWriteItem', parameters) as { RequestItems: Record<string, Batched[]> };
    const view = new View(this.storage);
    const seen = new Set<string>();
    for (const [TableName, requests] of Object.entries(RequestItems)) {
      for (const { PutRequest, DeleteRequest } of requests) {
        if (PutRequest) runNow('putItem', view, { TableName, Item: PutRequest.Item });
        if (DeleteRequest) runNow('deleteItem', view, { TableName, Key: DeleteRequest.Key });
        const table = view.read(TABLES, TableName) as TableDescription;
        const key = database.createKey((PutRequest?.Item ?? DeleteRequest?.Key) as Item, table);
        if (seen.has(`${TableName}/${key}`)) {
          throw validationError('Provided list of item keys contains duplicates');
        }
        seen.add(`${TableName}/${key}`);
      }
    }
    settle(view);
    await this.commit(view);
    return { UnprocessedItems: {} };
  }

  private async writeTransaction(parameters: Parameters, settle: Settle): Promise<Answer> {
    if (this.tokens.isRepeat(parameters)) return {};
    const view = new View(this.storage);
    settled(settle, view, () => transactWrite(view, parameters));
    this.tokens.remember(parameters);
    await this.commit(view);
    return {};
  }

  private async commit(view: View, expired = false): Promise<void> {
    const changes = view.changes();
    if (changes.length === 0) return;
    const committed = this.storage.commit([...view.writes(), ...this.feed.record(changes, expired)]);
    this.expiry.follow(changes);
    await committed;
    this.feed.announce(changes);
  }

  private async dropTable(name: string): Promise<Answer> {
    this.expiry.forget(name);
    return { TableDescription: await deleteTable(this.storage, name) };
  }

  private async updateTimeToLive(parameters: Parameters): Promise<Answer> {
    const specification = parameters.TimeToLiveSpecification as { AttributeName: string; Enabled: boolean };
    const table = this.tableNamed(String(parameters.TableName));
    await this.setTimeToLive(table, specification.Enabled ? specification.AttributeName : undefined);
    return { TimeToLiveSpecification: specification };
  }

  private describeTimeToLive(name: string): Answer {
    const AttributeName = this.expiry.attributeOf(this.tableNamed(name).TableName);
    return {
      TimeToLiveDescription: AttributeName
        ? { TimeToLiveStatus: 'ENABLED', AttributeName }
        : { TimeToLiveStatus: 'DISABLED' },
    };
  }

  private async setTimeToLive(table: TableDescription, attribute: string | undefined): Promise<void> {
    const described = { ...table, TimeToLiveAttribute: attribute };
    await this.storage.commit([{ space: TABLES, key: table.TableName, value: described }]);
    this.watchExpiry(described);
  }

  private watchExpiry(table: TableDescription): void {
    const { TableName, TimeToLiveAttribute: attribute } = table;
    if (typeof attribute !== 'string') this.expiry.forget(TableName);
    else this.expiry.watch(TableName, attribute, this.storage.space<Item>(itemSpace(TableName)).entries());
  }

  private expire(items: readonly { readonly table: string; readonly key: string }[]): void {
    const view = new View(this.storage);
    for (const { table, key } of items) {
      const item = view.read(itemSpace(table), key) as Item | undefined;
      if (item) runNow('deleteItem', view, { TableName: table, Key: keysOf(item, this.tableNamed(table)) });
    }
    void this.commit(view, true);
  }

  private tableNamed(name: string): TableDescription {
    const table = this.storage.space<TableDescription>(TABLES).get(name);
    if (table) return table;
    throw new AwsError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
  }
}

interface Batched {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

/** Spends what a write costs: with the view it leaves, or without one when its condition did not hold. */
type Settle = (view?: View) => void;

const refusals = ['ConditionalCheckFailedException', 'TransactionCanceledException'];

function settled<Result>(settle: Settle, view: View, write: () => Result): Result {
  try {
    const result = write();
    settle(view);
    return result;
  } catch (error) {
    if (error instanceof AwsError && refusals.includes(error.code)) settle();
    throw error;
  }
}

/** Adds the item that was found to a failed condition, where the caller asked for it. */
function withConditionItem(view: View, parameters: Parameters, run: () => Answer): Answer {
  try {
    return run();
  } catch (error) {
    const wanted = parameters.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
    if (!wanted || !(error instanceof AwsError) || error.code !== 'ConditionalCheckFailedException') throw error;
    const name = String(parameters.TableName);
    const table = view.read(TABLES, name) as TableDescription;
    const key = (parameters.Key ?? parameters.Item) as Record<string, AttributeValue>;
    const found = view.read(itemSpace(name), database.createKey(key, table));
    throw found ? new AwsError(error.code, error.message, 400, { Item: found }) : error;
  }
}

function lowerFirst(action: string): ActionName {
  return (action.charAt(0).toLowerCase() + action.slice(1)) as ActionName;
}
