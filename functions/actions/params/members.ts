import * as z from 'zod';
import { type ConnectorType, connectorNeed, isRetired } from '../../domain/alert-action/connector-type.ts';
import { actionParams } from './action-params.ts';
import { connectorParams } from './connector-params.ts';
import { isSecret } from './secrets.ts';

/** What is entered for a member of `params`: a form can be made of it. */
export const MemberKind = z.enum([
  'text',
  'template',
  'address',
  'number',
  'flag',
  'choice',
  'texts',
  'numbers',
  'headers',
]);
export type MemberKind = z.infer<typeof MemberKind>;

export interface Member {
  readonly name: string;
  readonly kind: MemberKind;
  readonly isRequired: boolean;
  readonly isSecret: boolean;
  readonly choices?: readonly string[];
}

export interface TypeDescription {
  readonly type: ConnectorType;
  /** Found in what people have, and does nothing any more. */
  readonly isRetired: boolean;
  readonly connector: 'none' | 'optional' | 'required';
  readonly connectorParams: readonly Member[];
  readonly actionParams: readonly Member[];
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** A schema may name several types at once. */
const typesOf = ({ type }: Schema): readonly (string | undefined)[] =>
  typeof type === 'string' || type === undefined ? [type] : type;

/** The alternatives of a schema, but for null and the empty text, which say nothing. */
const alternatives = (schema: Schema): readonly (Schema & { readonly type?: string | undefined })[] =>
  (schema.anyOf ?? [schema])
    .flatMap((one) => (one.anyOf ? alternatives(one) : typesOf(one).map((type) => ({ ...one, type }))))
    .filter(({ type, const: only }) => type !== 'null' && only !== '');

function kindOf(schemas: ReturnType<typeof alternatives>): MemberKind {
  const [first = {}] = schemas;
  const types = schemas.map(({ type }) => type);
  if (schemas.some((schema) => schema.enum !== undefined || schema.const !== undefined)) return 'choice';
  if (first.type === 'array') {
    const [items = {}] = alternatives(first.items ?? {});
    return items.type === 'object' ? 'headers' : items.type === 'string' ? 'texts' : 'numbers';
  }
  if (first.type === 'boolean') return 'flag';
  if (types.every((type) => type === 'number' || type === 'integer')) return 'number';
  if (first.format === 'uri') return 'address';
  return first.format === 'template' ? 'template' : 'text';
}

const choicesOf = (schemas: readonly Schema[]): readonly string[] => [
  ...new Set(
    schemas.flatMap((schema) => schema.enum ?? (schema.const === undefined ? [] : [schema.const])).map(String),
  ),
];

/** What params of a type have in them, in the order of their schema. */
export function membersOf(type: ConnectorType, params: z.ZodType): readonly Member[] {
  const { properties = {}, required = [] } = z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' }) as Schema;
  return Object.entries(properties).map(([name, schema]) => {
    const schemas = alternatives(schema);
    const kind = kindOf(schemas);
    return {
      name,
      kind,
      isRequired: required.includes(name),
      isSecret: isSecret(type, name),
      ...(kind === 'choice' && { choices: choicesOf(schemas) }),
    };
  });
}

/** All types, with what their connectors and actions say. */
export const typeDescriptions = (): readonly TypeDescription[] =>
  (Object.keys(actionParams) as ConnectorType[]).map((type) => {
    const connected = (connectorParams as Partial<Record<ConnectorType, z.ZodType>>)[type];
    return {
      type,
      isRetired: isRetired(type),
      connector: connectorNeed(type),
      connectorParams: connected ? membersOf(type, connected) : [],
      actionParams: membersOf(type, actionParams[type]),
    };
  });
