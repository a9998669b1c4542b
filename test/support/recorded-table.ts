import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { readRecording } from '../upgrade/versions.ts';

type Item = Readonly<Record<string, AttributeValue>>;
type Wanted = Readonly<Record<string, { readonly Keys: readonly Item[] }>>;

const textOf = (item: Item, name: string) => item[name]?.S ?? '';
const isAt = (key: Item) => (item: Item) => ['PK', 'SK'].every((name) => textOf(item, name) === textOf(key, name));

/** DynamoDB's answers with the items that version 1 left behind, and others besides. Whole items are put; updates are taken and forgotten. */
export function openRecordedTable(
  besides: readonly Record<string, unknown>[] = [],
): (target: string, body: string) => object {
  let items = [...readRecording(1).items, ...besides.map((item) => marshall(item))] as unknown as readonly Item[];
  const put = (item: Item) => {
    items = [...items.filter((one) => !isAt(item)(one)), item];
  };
  return (target, body) => {
    const input = JSON.parse(body);
    switch (target.split('.').at(-1)) {
      case 'GetItem':
        return { Item: items.find(isAt(input.Key)) };
      case 'BatchGetItem': {
        const found = Object.entries(input.RequestItems as Wanted).map(
          ([table, { Keys }]) => [table, items.filter((item) => Keys.some((key) => isAt(key)(item)))] as const,
        );
        return { Responses: Object.fromEntries(found) };
      }
      case 'Query': {
        const index = input.IndexName ?? '';
        const named = (pattern: RegExp) =>
          textOf(input.ExpressionAttributeValues, pattern.exec(input.KeyConditionExpression)?.[1] ?? '');
        const partition = named(/^\S+ = (:\w+)/);
        const prefix = named(/begins_with\(\S+, (:\w+)\)/);
        const isMeant = (item: Item) =>
          textOf(item, `${index}PK`) === partition && textOf(item, `${index}SK`).startsWith(prefix);
        return { Items: items.filter(isMeant) };
      }
      case 'PutItem':
        put(input.Item);
        return {};
      case 'TransactWriteItems':
        for (const { Put } of input.TransactItems) if (Put) put(Put.Item);
        return {};
      default:
        return {};
    }
  };
}
