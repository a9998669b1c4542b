/** What must hold of the stored item for a write to happen, or of an entry for a query to return it. Plain data. */
export type Condition =
  | { readonly is: 'absent' }
  | { readonly is: 'present' }
  | { readonly is: 'lacking'; readonly attribute: string }
  | { readonly is: 'equal'; readonly attribute: string; readonly value: Scalar }
  | { readonly is: 'atMost'; readonly attribute: string; readonly value: Scalar }
  | { readonly is: 'oneOf'; readonly attribute: string; readonly values: readonly Scalar[] }
  | { readonly is: 'any' | 'all'; readonly of: readonly Condition[] };

export type Scalar = string | number | boolean;

/** No such item is stored. */
export const ifAbsent: Condition = { is: 'absent' };

/** The item is stored. */
export const ifPresent: Condition = { is: 'present' };

/** The item does not have this attribute; true, too, when there is no item. */
export const ifLacking = (attribute: string): Condition => ({ is: 'lacking', attribute });

/** The item's attribute has this value; false when the item or the attribute is absent. */
export const ifEquals = (attribute: string, value: Scalar): Condition => ({ is: 'equal', attribute, value });

/** The item still has the version that was read. */
export const ifVersion = (version: number): Condition => ifEquals('version', version);

/** The item's attribute is this value or less; false when the item or the attribute is absent. */
export const ifAtMost = (attribute: string, value: Scalar): Condition => ({ is: 'atMost', attribute, value });

/** The item's attribute has one of these values (1 to 100 of them). */
export const ifOneOf = (attribute: string, values: readonly Scalar[]): Condition => ({
  is: 'oneOf',
  attribute,
  values,
});

export const anyOf = (...of: readonly Condition[]): Condition => ({ is: 'any', of });

export const allOf = (...of: readonly Condition[]): Condition => ({ is: 'all', of });

/** Decides a condition as DynamoDB does; values of different types are neither equal nor ordered. */
export function holds(condition: Condition, item: Readonly<Record<string, unknown>> | undefined): boolean {
  switch (condition.is) {
    case 'absent':
      return item === undefined;
    case 'present':
      return item !== undefined;
    case 'lacking':
      return item?.[condition.attribute] === undefined;
    case 'equal':
      return item?.[condition.attribute] === condition.value;
    case 'atMost': {
      const stored = item?.[condition.attribute];
      return typeof stored === typeof condition.value && (stored as Scalar) <= condition.value;
    }
    case 'oneOf':
      return condition.values.some((value) => item?.[condition.attribute] === value);
    case 'any':
      return condition.of.some((part) => holds(part, item));
    case 'all':
      return condition.of.every((part) => holds(part, item));
  }
}
