/** A value of a template once every reference in it is resolved. */
export type Resolved = unknown;

/** What the functions of a template refer to. */
export interface Scope {
  ref(logicalId: string): Resolved;
  attribute(logicalId: string, name: string): Resolved;
  importValue(exportName: string): Resolved;
  condition(name: string): boolean;
  mapping(map: string, first: string, second: string): Resolved;
}

type Intrinsic = (argument: unknown, scope: Scope) => Resolved;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (id, scope) => scope.ref(String(id)),
  'Fn::GetAtt': (argument, scope) => {
    const [id = '', ...rest] = typeof argument === 'string' ? argument.split('.') : listOf(argument);
    return scope.attribute(String(id), String(resolve(rest.join('.'), scope)));
  },
  'Fn::ImportValue': (name, scope) => scope.importValue(String(resolve(name, scope))),
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = listOf(argument);
    return listOf(resolve(parts, scope)).join(String(separator));
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = listOf(argument);
    return String(resolve(text, scope)).split(String(separator));
  },
  'Fn::Select': (argument, scope) => {
    const [index, list] = listOf(argument);
    return listOf(resolve(list, scope))[Number(resolve(index, scope))];
  },
  'Fn::Sub': (argument, scope) => {
    const [text, values] = typeof argument === 'string' ? [argument, {}] : listOf(argument);
    return substitute(String(text), values as Record<string, unknown>, scope);
  },
  'Fn::If': (argument, scope) => {
    const [condition, then, otherwise] = listOf(argument);
    return resolve(scope.condition(String(condition)) ? then : otherwise, scope);
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = listOf(resolve(argument, scope)).map(String);
    return scope.mapping(map ?? '', first ?? '', second ?? '');
  },
  'Fn::Base64': (text, scope) => Buffer.from(String(resolve(text, scope))).toString('base64'),
  'Fn::GetAZs': () => ['a', 'b', 'c'],
};

const conditions: Readonly<Record<string, (argument: unknown, scope: Scope) => boolean>> = {
  Condition: (name, scope) => scope.condition(String(name)),
  'Fn::Equals': (argument, scope) => {
    const [left, right] = listOf(resolve(argument, scope));
    return String(left) === String(right);
  },
  'Fn::And': (argument, scope) => listOf(argument).every((each) => isTrue(each, scope)),
  'Fn::Or': (argument, scope) => listOf(argument).some((each) => isTrue(each, scope)),
  'Fn::Not': (argument, scope) => !isTrue(listOf(argument)[0], scope),
};

/** The value with every function in it worked out; a property that comes out as `AWS::NoValue` is left out. */
export function resolve(value: unknown, scope: Scope): Resolved {
  if (Array.isArray(value)) return value.map((each) => resolve(each, scope)).filter((each) => each !== noValue);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (only && entries.length === 1) {
    const intrinsic = intrinsics[only[0]];
    if (intrinsic) return intrinsic(only[1], scope);
  }
  return Object.fromEntries(
    entries.map(([name, each]) => [name, resolve(each, scope)] as const).filter(([, each]) => each !== noValue),
  );
}

/** What `AWS::NoValue` stands for. */
export const noValue = Symbol('AWS::NoValue');

/** Whether an expression of the template's Conditions holds. */
export function isTrue(expression: unknown, scope: Scope): boolean {
  const [only] = Object.entries(expression ?? {});
  const condition = only && conditions[only[0]];
  if (!condition) throw new Error(`not a condition: ${JSON.stringify(expression)}`);
  return condition(only[1], scope);
}

function substitute(text: string, values: Readonly<Record<string, unknown>>, scope: Scope): string {
  return text.replaceAll(/\$\{(!?)([^}]+)\}/g, (whole, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (name in values) return String(resolve(values[name], scope));
    const dot = name.indexOf('.');
    return String(dot < 0 ? scope.ref(name) : scope.attribute(name.slice(0, dot), name.slice(dot + 1))) ?? whole;
  });
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
