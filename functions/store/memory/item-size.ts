/** DynamoDB refuses an item that is larger, in bytes. */
export const maximumItemSize = 400 * 1024;

/**
 * The size that DynamoDB reckons for attributes: names and text in UTF-8, two digits of a number a byte, and a little for
 * every list, map and member (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html).
 */
export function itemSize(attributes: object): number {
  return Object.entries(attributes).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOf(value), 0);
}

function sizeOf(value: unknown): number {
  if (value === undefined) return 0;
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (typeof value !== 'object' || value === null) return 1;
  if (Array.isArray(value)) return value.reduce((sum, member) => sum + 1 + sizeOf(member), 3);
  return 3 + Object.keys(value).length + itemSize(value);
}
