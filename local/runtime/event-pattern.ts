type Pattern = Readonly<Record<string, unknown>>;

/** Whether an event matches a pattern of EventBridge, or a filter of an event source, which use one language. */
export function matches(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([name, expected]) => {
    if (name === '$or') return Array.isArray(expected) && expected.some((each) => matches(each as Pattern, event));
    const actual = isObject(event) ? event[name] : undefined;
    if (!Array.isArray(expected)) return isObject(expected) && matches(expected, actual);
    return expected.some((rule) => matchesRule(rule, actual));
  });
}

/** A list in the event matches when one of its members does. */
function matchesRule(rule: unknown, actual: unknown): boolean {
  if (isObject(rule) && 'exists' in rule) return rule.exists === (actual !== undefined && !isObject(actual));
  const values = Array.isArray(actual) ? actual : [actual];
  return values.some((value) => matchesValue(rule, value));
}

function matchesValue(rule: unknown, value: unknown): boolean {
  if (!isObject(rule)) return rule === value;
  const [[operator, operand] = []] = Object.entries(rule);
  switch (operator) {
    case 'prefix':
      return typeof value === 'string' && compareText(operand, value, (text, part) => text.startsWith(part));
    case 'suffix':
      return typeof value === 'string' && compareText(operand, value, (text, part) => text.endsWith(part));
    case 'equals-ignore-case':
      return typeof value === 'string' && value.toLowerCase() === String(operand).toLowerCase();
    case 'wildcard':
      return typeof value === 'string' && wildcard(String(operand)).test(value);
    case 'numeric':
      return typeof value === 'number' && Array.isArray(operand) && isInRange(operand, value);
    case 'anything-but':
      return value !== undefined && ![operand].flat().some((each) => matchesValue(each, value));
    default:
      throw new Error(`the local cloud does not know the pattern ${JSON.stringify(rule)}`);
  }
}

function compareText(operand: unknown, value: string, compare: (text: string, part: string) => boolean): boolean {
  if (!isObject(operand)) return compare(value, String(operand));
  return compare(value.toLowerCase(), String(operand['equals-ignore-case']).toLowerCase());
}

function isInRange(operand: readonly unknown[], value: number): boolean {
  for (let position = 0; position < operand.length; position += 2) {
    const limit = Number(operand[position + 1]);
    const holds = {
      '=': value === limit,
      '<': value < limit,
      '<=': value <= limit,
      '>': value > limit,
      '>=': value >= limit,
    };
    if (!holds[operand[position] as keyof typeof holds]) return false;
  }
  return true;
}

function wildcard(pattern: string): RegExp {
  const literal = pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`, 's');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
