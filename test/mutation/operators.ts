import type { Node, Step } from './syntax.ts';

/** A change of the source: what stands from `start` to `end` is replaced. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What an operator sees: the node, its surroundings, and the text of any node. */
export interface Place {
  readonly node: Node;
  readonly parent: Node;
  readonly member: string;
  readonly text: (node: Node) => string;
  /** The names that the file imports. */
  readonly imported: ReadonlySet<string>;
}

/** A table without what every object has, such as `toString`. */
const own = <T>(table: Record<string, T>): Readonly<Record<string, T | undefined>> =>
  Object.assign(Object.create(null), table);

type Operator = (place: Place) => readonly string[];

const literal = (node: Node | undefined): unknown => (node?.type === 'Literal' ? node.value : undefined);

/** Where true and false are tried themselves, a negation would only be a weaker mutant. */
const isCondition = ({ parent, member }: Place): boolean => member === 'test' && parent.type !== 'SwitchCase';
const isOperand = ({ parent }: Place): boolean => parent.type === 'LogicalExpression';

const boundaries = own({ '<': '<=', '<=': '<', '>': '>=', '>=': '>' });
const opposites = own({
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '===': '!==',
  '!==': '===',
});
const arithmetic = own({ '+': '-', '-': '+', '*': '/', '/': '*', '%': '*', '**': '*' });

const operand = (text: string): string => (/^[\w.]+$/.test(text) ? text : `(${text})`);
const isText = (node: Node): boolean => node.type === 'TemplateLiteral' || typeof literal(node) === 'string';

const binary: Operator = (place) => {
  const { node, text } = place;
  const [left, right, operator] = [node.left as Node, node.right as Node, node.operator as string];
  const other = (name: string) => `${operand(text(left))} ${name} ${operand(text(right))}`;
  const boundary = boundaries[operator];
  const opposite = isCondition(place) || isOperand(place) ? undefined : opposites[operator];
  // A number beside it is changed anyway, and a sum with a text is no sum.
  const isReckoned = ![left, right].some((side) => isText(side) || typeof literal(side) === 'number');
  return [
    ...(boundary ? [other(boundary)] : []),
    ...(opposite ? [other(opposite)] : []),
    ...(isReckoned && arithmetic[operator] ? [other(arithmetic[operator])] : []),
  ];
};

/**
 * Dropping either side is noticed only by a test in which that side decides; swapping `&&` and `||` would be weaker. In
 * `{ ...(note && { note }) }` the member is forgotten, or always there; where it would be there as undefined, nothing differs.
 */
const logical: Operator = ({ node, parent, text }) => {
  const [left, right] = [text(node.left as Node), text(node.right as Node)];
  if (parent.type !== 'SpreadElement' || node.operator !== '&&') return [left, right];
  const isOnlyAbsence = left === `${right.replace(/^\{ (\w+) \}$/, '$1')} !== undefined`;
  return isOnlyAbsence ? ['undefined'] : ['undefined', right];
};

/** The condition of an `if`, a loop or a choice: once always true, once always false (a loop only false: it must end). */
const condition: Operator = (place) => {
  if (!isCondition(place)) return [];
  const { node, parent } = place;
  if (literal(node) !== undefined) return [];
  const isLoop = /^(While|DoWhile|For)/.test(parent.type);
  if (isLoop) return ['false'];
  if (node.type === 'LogicalExpression' && node.operator === '&&') return ['false'];
  if (node.type === 'LogicalExpression' && node.operator === '||') return ['true'];
  return ['true', 'false'];
};

const unary: Operator = (place) => {
  const { node, text } = place;
  if (node.operator === '!' && !isCondition(place)) return [text(node.argument as Node)];
  if (node.operator === '-') return [text(node.argument as Node)];
  return [];
};

const number = (value: number): readonly string[] => {
  if (!Number.isInteger(value)) return [`${value * 2}`, `${value / 2}`];
  if (value > 10) return [`${value * 2}`, `${Math.round(value / 2)}`];
  return value === 0 ? ['1'] : [`${value + 1}`, `${value - 1}`];
};

/** Words that mean something to the program: `PENDING`, `AlertAcceptedLogEntry`; not sentences. */
const isWord = (value: string): boolean => /^[A-Z][A-Za-z0-9_]+$/.test(value);

const literals: Operator = (place) => {
  const { node, parent, member } = place;
  const { value } = node;
  if (member === 'key' && parent.computed !== true) return [];
  if (member === 'source' || parent.type === 'JSXAttribute') return [];
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return [`${!value}`];
  if (typeof value === 'string') return isWord(value) && parent.type !== 'BinaryExpression' ? [`'Mutated'`] : [];
  const pattern = (node.regex as { pattern: string; flags: string } | undefined) ?? { pattern: '', flags: '' };
  return [
    ...(pattern.pattern.startsWith('^') ? [`/${pattern.pattern.slice(1)}/${pattern.flags}`] : []),
    ...(/[^\\]\$$/.test(pattern.pattern) ? [`/${pattern.pattern.slice(0, -1)}/${pattern.flags}`] : []),
  ];
};

/** Steps of a chain that can be left out: `instants.filter(…).sort()` is tried without the one and without the other. */
const removable = new Set(
  `filter slice sort toSorted reverse toReversed flat concat trim trimStart trimEnd toLowerCase toUpperCase replace replaceAll
  normalize refine superRefine check int positive nonnegative regex email strict round startOfDay`.split(/\s+/),
);
const swapped = own({
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  find: 'findLast',
  findLast: 'find',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  add: 'subtract',
  subtract: 'add',
});
/** Reckoning with instants: once the other way round, once not at all. */
const reckoning = own({ plus: 'minus', minus: 'plus', latest: 'earliest', earliest: 'latest' });
const dropped = new Set([...Object.keys(reckoning), 'roundUpToSecond']);

const call: Operator = ({ node, text, imported }) => {
  const callee = node.callee as Node;
  const [first] = node.arguments as readonly Node[];
  if (callee.type === 'Identifier') {
    const name = callee.name as string;
    if (!dropped.has(name) || !first || first.type === 'SpreadElement') return [];
    const other = reckoning[name];
    return [text(first), ...(other && imported.has(other) ? [`${other}${text(node).slice(name.length)}`] : [])];
  }
  if (callee.type !== 'MemberExpression' || callee.computed) return [];
  const property = callee.property as Node;
  const object = callee.object as Node;
  const name = property.name as string;
  // `min` and `max` of a schema are no choice between two values.
  const isChoice = !['min', 'max', 'floor', 'ceil'].includes(name) || object.name === 'Math';
  const other = isChoice ? swapped[name] : undefined;
  const rest = text(node).slice(property.end - node.start);
  return [
    ...(removable.has(name) && object.name !== 'Math' && object.name !== 'z' ? [text(object)] : []),
    ...(other ? [`${text(node).slice(0, property.start - node.start)}${other}${rest}`] : []),
  ];
};

/** What only tells the operator how the program is doing is nobody's promise. */
const isLog = (text: string): boolean => /^(ctx\.|context\.)?log\./.test(text);

const statement: Operator = ({ node, parent, member, text }) =>
  parent.type === 'ExpressionStatement' && member === 'expression' && literal(node) === undefined && !isLog(text(node))
    ? ['undefined']
    : [];

const assignments = own({ '??=': '=', '||=': '=', '+=': '-=', '-=': '+=' });

const assignment: Operator = ({ node, text }) => {
  const other = assignments[node.operator as string];
  return other ? [`${text(node.left as Node)} ${other} ${text(node.right as Node)}`] : [];
};

const operators = own<Operator>({
  BinaryExpression: binary,
  LogicalExpression: logical,
  UnaryExpression: unary,
  Literal: literals,
  CallExpression: call,
  AssignmentExpression: assignment,
});

/** One element less; the comma goes with it. */
function without(elements: readonly (Node | null)[], isRemovable: (element: Node) => boolean): readonly Edit[] {
  return elements.flatMap((element, index) => {
    if (!element || !isRemovable(element)) return [];
    const [before, after] = [elements[index - 1], elements[index + 1]];
    if (after) return [{ start: element.start, end: after.start, text: '' }];
    return [{ start: before ? before.end : element.start, end: element.end, text: '' }];
  });
}

/** In an update (`{ ...alert, status }`) each member can be forgotten, and each part of a list. */
function elements({ node }: Place): readonly Edit[] {
  if (node.type === 'ObjectExpression') {
    const properties = node.properties as readonly Node[];
    const isUpdate = properties[0]?.type === 'SpreadElement' && (properties[0].argument as Node).type === 'Identifier';
    return isUpdate ? without(properties, (property) => property.type === 'Property') : [];
  }
  if (node.type !== 'ArrayExpression') return [];
  const members = node.elements as readonly (Node | null)[];
  return without(members, (element) => element.type !== 'Literal' && element.type !== 'ArrayExpression');
}

/**
 * Of a number that an order answers with, as in `sort((a, b) => (a < b ? -1 : 1))`, only the sign is asked for: whether
 * another number says the same there.
 */
function isSameInOrder(way: readonly Step[], other: string): boolean {
  if (typeof literal(way.at(-1)?.node) !== 'number') return false;
  const isBelow = way.at(-2)?.node.type === 'UnaryExpression';
  let index = way.length - (isBelow ? 3 : 2);
  if (way[index]?.node.type !== 'ConditionalExpression') return false;
  while (way[index]?.node.type === 'ConditionalExpression') index--;
  const callee = way[index - 1]?.node.callee as Node | undefined;
  const name = (callee?.property as Node | undefined)?.name;
  const isOrder = way[index]?.node.type === 'ArrowFunctionExpression' && (name === 'sort' || name === 'toSorted');
  // Engines ask whether it is below zero, and never for more.
  return isOrder && !(isBelow && other === '0');
}

/** Every small change that can be tried at a place. */
export function editsAt(way: readonly Step[], source: string, imported: ReadonlySet<string>): readonly Edit[] {
  const last = way.at(-1);
  const parent = way.at(-2)?.node;
  if (!last || !parent) return [];
  const { node, member } = last;
  const text = ({ start, end }: Node) => source.slice(start, end);
  const place: Place = { node, parent, member, text, imported };
  const texts = [...statement(place), ...condition(place), ...(operators[node.type]?.(place) ?? [])];
  return [
    ...[...new Set(texts)]
      .filter((other) => !isSameInOrder(way, other))
      .map((other) => ({ start: node.start, end: node.end, text: other })),
    ...elements(place),
  ];
}
