type Schema = Readonly<Record<string, unknown>>;

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>;

export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/**
 * The API's description as types of TypeScript, in the form that `openapi-fetch` reads: what the console is compiled against. The usual
 * generators write through TypeScript's own printer, which the compiler written in Go has no more; this covers what our schemas say: JSON
 * Schema's types, enums, unions and references. Throws for others.
 */
export function typesOf({ paths, components }: Description): string {
  const schemas = Object.entries(components.schemas).map(([name, schema]) => `    ${name}: ${typeOf(schema)};`);
  const operations = Object.entries(paths).map(([path, methods]) => pathOf(path, methods));
  return [
    '// Written by `npm run docs` from the description of the API: do not edit it.',
    'type Id = string | number;\ntype Query = string | number | boolean | readonly (string | number)[];',
    `export interface components {\n  schemas: {\n${schemas.join('\n')}\n  };\n}`,
    `export interface paths {\n${operations.join('\n')}\n}\n`,
  ].join('\n\n');
}

/** Whatever is refused is answered in one form. */
const refusal = "default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } }";

const methodNames = ['get', 'put', 'post', 'delete'];

function pathOf(path: string, methods: Readonly<Record<string, Operation>>): string {
  const lines = methodNames.map((method) => {
    const operation = methods[method];
    return operation === undefined ? `    ${method}?: never;` : `    ${method}: ${operationOf(operation)};`;
  });
  return `  '${path}': {\n${lines.join('\n')}\n  };`;
}

function operationOf({ parameters = [], requestBody, responses }: Operation): string {
  const among = (place: string) => parameters.filter((one) => one.in === place);
  const members = (place: string) =>
    among(place).map(
      ({ name, required }) => `${keyOf(name)}${required ? '' : '?'}: ${place === 'path' ? 'Id' : 'Query'}`,
    );
  const part = (place: string) => {
    const all = members(place);
    const isRequired = among(place).some(({ required }) => required);
    return all.length === 0 ? `${place}?: never` : `${place}${isRequired ? '' : '?'}: { ${all.join('; ')} }`;
  };
  const body =
    requestBody === undefined ? 'requestBody?: never' : `requestBody: { content: ${contentOf(requestBody.content)} }`;
  const answers = Object.entries(responses)
    .filter(([status]) => Number(status) < 400)
    .map(
      ([status, { content }]) =>
        `${status}: { headers: Headers; content${content === undefined ? '?: never' : `: ${contentOf(content)}`} }`,
    );
  return `{ parameters: { ${part('path')}; ${part('query')} }; ${body}; responses: { ${[...answers, refusal].join('; ')} } }`;
}

const contentOf = (content: Content): string =>
  `{ ${Object.entries(content)
    .map(([media, { schema }]) => `'${media}': ${typeOf(schema)}`)
    .join('; ')} }`;

const keyOf = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`);

function typeOf(schema: Schema): string {
  const { $ref, anyOf, oneOf, allOf, type, const: constant } = schema;
  if (typeof $ref === 'string') return `components['schemas']['${$ref.replace('#/components/schemas/', '')}']`;
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (constant !== undefined) return JSON.stringify(constant);
  for (const [parts, joint] of [
    [anyOf, ' | '],
    [oneOf, ' | '],
    [allOf, ' & '],
  ] as const)
    if (Array.isArray(parts)) return `(${[...new Set(parts.map((part) => typeOf(part)))].join(joint)})`;
  if (Array.isArray(type)) return `(${type.map((one) => typeOf({ ...schema, type: one })).join(' | ')})`;
  switch (type) {
    case undefined:
      return 'unknown';
    case 'object':
      return objectOf(schema);
    case 'array':
      return arrayOf(schema);
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
    case 'null':
      return type;
    default:
      throw new Error(`no type for ${JSON.stringify(schema)}`);
  }
}

function arrayOf({ items, prefixItems }: Schema): string {
  if (Array.isArray(prefixItems)) return `[${prefixItems.map(typeOf).join(', ')}]`;
  return items === undefined ? 'unknown[]' : `(${typeOf(items as Schema)})[]`;
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema): string {
  const isNeeded = new Set(required as readonly string[]);
  const members = Object.entries(properties as Readonly<Record<string, Schema>>).map(
    ([name, schema]) => `${keyOf(name)}${isNeeded.has(name) ? '' : '?'}: ${typeOf(schema)}`,
  );
  const others =
    additionalProperties === undefined || additionalProperties === false ? [] : [restOf(members, additionalProperties)];
  return members.length + others.length === 0 ? '{}' : `{ ${[...members, ...others].join('; ')} }`;
}

/** An index signature has to allow what the named members are. */
const restOf = (members: readonly string[], rest: unknown): string =>
  `[member: string]: ${members.length > 0 || rest === true ? 'unknown' : typeOf(rest as Schema)}`;
