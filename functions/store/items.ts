import type * as z from 'zod';
import { epochSecondsOf } from '../domain/instants.ts';
import type { Instant } from '../domain/time.ts';
import type { Cipher } from '../ports/cipher.ts';
import { anyOf, type Condition, ifAbsent, ifAtMost } from './conditions.ts';
import { secretPlace } from './keys.ts';
import type { Attributes, Item, Key } from './table.ts';

/**
 * How an entity becomes an item and back. Members in `asJson` are kept as JSON text: they come from outside, and
 * DynamoDB refuses some of what JSON allows (empty member names, deep nesting, large numbers). Those in `secret` are
 * encrypted besides.
 */
export interface Form<T> {
  readonly type: string;
  readonly schema: z.ZodType<T>;
  readonly asJson?: readonly (keyof T & string)[];
  readonly secret?: readonly (keyof T & string)[];
  readonly cipher?: Cipher;
  /** What secret members read as where the cipher is sealed. */
  readonly whenSealed?: Partial<T>;
}

/** Where an entity's own `type` is kept: the item's says what kind of item it is. */
const ownType = 'ownType';

/** The item of an entity, without its primary key. Secret members are sealed for that key alone. */
export function attributesOf<T extends object>(form: Form<T>, entity: T, key?: Key): Attributes {
  const own = 'type' in entity ? { [ownType]: entity.type } : {};
  const attributes: Record<string, unknown> = { ...entity, ...own, type: form.type };
  for (const name of [...(form.asJson ?? []), ...(form.secret ?? [])])
    if (attributes[name] !== undefined) attributes[name] = JSON.stringify(attributes[name]);
  for (const name of form.secret ?? [])
    if (attributes[name] !== undefined)
      attributes[name] = cipherOf(form).encrypt(String(attributes[name]), secretPlace(placedAt(form, key), name));
  return attributes;
}

/** The entity an item holds. Throws, naming the item's key, when it does not have the entity's form. */
export function entityOf<T>(form: Form<T>, item: Item): T {
  try {
    const plain: Record<string, unknown> = { ...item, ...(ownType in item && { type: item[ownType] }) };
    for (const name of form.asJson ?? []) if (plain[name] !== undefined) plain[name] = JSON.parse(String(plain[name]));
    for (const name of form.secret ?? []) {
      if (plain[name] === undefined) continue;
      const cipher = cipherOf(form);
      plain[name] = cipher.isSealed
        ? form.whenSealed?.[name]
        : JSON.parse(cipher.decrypt(String(plain[name]), secretPlace(item, name)));
    }
    return form.schema.parse(plain);
  } catch (error) {
    throw new Error(`stored item ${item.PK} ${item.SK} cannot be read as ${form.type}`, { cause: error });
  }
}

function placedAt<T>(form: Form<T>, key: Key | undefined): Key {
  if (key === undefined) throw new Error(`${form.type} has secret members, which are sealed for one key`);
  return key;
}

function cipherOf<T>(form: Form<T>): Cipher {
  if (form.cipher === undefined) throw new Error(`${form.type} has secret members and no cipher`);
  return form.cipher;
}

/** Puts an attribute set under a key. */
export const itemAt = (key: Key, ...attributes: readonly Attributes[]): Item =>
  Object.assign({}, ...attributes, key) as Item;

/** False once the item's time to live is over: DynamoDB deletes it only days later. */
export const isLive = (item: Item, now: Instant): boolean =>
  typeof item.expiresAt !== 'number' || item.expiresAt > epochSecondsOf(now);

/** There is no such item, or only one whose time to live is over. */
export const ifAbsentOrExpired = (now: Instant): Condition =>
  anyOf(ifAbsent, ifAtMost('expiresAt', epochSecondsOf(now)));
