import type { Condition, Scalar } from './conditions.ts';
import type { Attributes } from './table.ts';

/** The names and values that the expressions of one request share. */
export class Placeholders {
  readonly #names = new Map<string, string>();
  readonly #values: unknown[] = [];

  name(attribute: string): string {
    const known = this.#names.get(attribute);
    if (known !== undefined) return known;
    const placeholder = `#a${this.#names.size}`;
    this.#names.set(attribute, placeholder);
    return placeholder;
  }

  value(value: unknown): string {
    this.#values.push(value);
    return `:v${this.#values.length - 1}`;
  }

  /** The members of the request; absent where there is nothing, because DynamoDB refuses empty maps. */
  members(): {
    ExpressionAttributeNames?: Record<string, string>;
    ExpressionAttributeValues?: Record<string, unknown>;
  } {
    const names = [...this.#names].map(([attribute, placeholder]) => [placeholder, attribute]);
    const values = this.#values.map((value, index) => [`:v${index}`, value]);
    return {
      ...(names.length > 0 && { ExpressionAttributeNames: Object.fromEntries(names) }),
      ...(values.length > 0 && { ExpressionAttributeValues: Object.fromEntries(values) }),
    };
  }
}

/** The condition in DynamoDB's language. */
export function conditionExpression(condition: Condition, placeholders: Placeholders): string {
  const compare = (attribute: string, operator: string, value: Scalar) =>
    `${placeholders.name(attribute)} ${operator} ${placeholders.value(value)}`;
  switch (condition.is) {
    case 'absent':
      return `attribute_not_exists(${placeholders.name('PK')})`;
    case 'present':
      return `attribute_exists(${placeholders.name('PK')})`;
    case 'lacking':
      return `attribute_not_exists(${placeholders.name(condition.attribute)})`;
    case 'equal':
      return compare(condition.attribute, '=', condition.value);
    case 'atMost':
      return compare(condition.attribute, '<=', condition.value);
    case 'oneOf': {
      const values = condition.values.map((value) => placeholders.value(value));
      return `${placeholders.name(condition.attribute)} IN (${values.join(', ')})`;
    }
    case 'any':
    case 'all': {
      const parts = condition.of.map((part) => conditionExpression(part, placeholders));
      return `(${parts.join(condition.is === 'any' ? ' OR ' : ' AND ')})`;
    }
  }
}

/** What an update does to attributes. */
interface Changes {
  readonly set: Attributes;
  readonly remove: readonly string[];
  readonly add: Readonly<Record<string, number>>;
}

/** The update expression that does this to the attributes; undefined members are left as they are. */
export function updateExpression({ set, remove, add }: Changes, placeholders: Placeholders): string {
  const assignments = Object.entries(set)
    .filter(([, value]) => value !== undefined)
    .map(([attribute, value]) => `${placeholders.name(attribute)} = ${placeholders.value(value)}`);
  const additions = Object.entries(add).map(
    ([attribute, value]) => `${placeholders.name(attribute)} ${placeholders.value(value)}`,
  );
  const removals = remove.map((attribute) => placeholders.name(attribute));
  return [
    assignments.length > 0 ? `SET ${assignments.join(', ')}` : '',
    removals.length > 0 ? `REMOVE ${removals.join(', ')}` : '',
    additions.length > 0 ? `ADD ${additions.join(', ')}` : '',
  ]
    .filter((clause) => clause !== '')
    .join(' ');
}
