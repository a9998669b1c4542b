/** What a metric or expression comes to in one period; undefined when there is no data. */
export type Value = number | undefined;

type Evaluate = (values: ReadonlyMap<string, Value>) => Value;

/**
 * Compiles the part of CloudWatch's metric math that the deployment's alarms use: numbers, metric ids, `+ - * /`,
 * comparisons, `AND`, `OR`, `IF(…)` and `FILL(…)`. A missing value makes everything missing but `FILL`. Throws on anything else.
 */
export function compileExpression(text: string): Evaluate {
  const tokens = text.match(/\d+(?:\.\d+)?|[A-Za-z]\w*|[<>=!]=|[-+*/<>(),]|\S/g) ?? [];
  let position = 0;
  const next = () => tokens[position];
  const take = (expected?: string): string => {
    const token = tokens[position];
    if (token === undefined || (expected !== undefined && token !== expected)) {
      throw new Error(`metric math: ${expected ?? 'more'} expected at ${token ?? 'the end'} of ${text}`);
    }
    position += 1;
    return token;
  };

  function binary(operators: Readonly<Record<string, (a: number, b: number) => number>>, operand: () => Evaluate) {
    return (): Evaluate => {
      let left = operand();
      for (let operator = operators[next() ?? '']; operator; operator = operators[next() ?? '']) {
        take();
        left = combine(left, operand(), operator);
      }
      return left;
    };
  }

  const product = binary({ '*': (a, b) => a * b, '/': (a, b) => a / b }, operand);
  const sum = binary({ '+': (a, b) => a + b, '-': (a, b) => a - b }, product);
  const comparison = binary(
    {
      '>': (a, b) => Number(a > b),
      '>=': (a, b) => Number(a >= b),
      '<': (a, b) => Number(a < b),
      '<=': (a, b) => Number(a <= b),
      '==': (a, b) => Number(a === b),
      '!=': (a, b) => Number(a !== b),
    },
    sum,
  );
  const conjunction = binary({ AND: (a, b) => Number(a !== 0 && b !== 0) }, comparison);
  const disjunction = binary({ OR: (a, b) => Number(a !== 0 || b !== 0) }, conjunction);

  function operand(): Evaluate {
    const token = take();
    if (/^\d/.test(token)) return () => Number(token);
    if (token === '(') {
      const inner = disjunction();
      take(')');
      return inner;
    }
    if (!/^[A-Za-z]/.test(token)) throw new Error(`metric math: ${token} is not understood in ${text}`);
    return next() === '(' ? call(token) : (values) => values.get(token);
  }

  function call(name: string): Evaluate {
    take('(');
    const given = [disjunction()];
    while (next() === ',') {
      take(',');
      given.push(disjunction());
    }
    take(')');
    const [first, second, third] = given;
    if (name === 'FILL' && first && second) return (values) => first(values) ?? second(values);
    if (name === 'IF' && first && second && third) {
      return (values) => {
        const condition = first(values);
        if (condition === undefined) return undefined;
        return condition === 0 ? third(values) : second(values);
      };
    }
    throw new Error(`metric math: ${name} with ${given.length} arguments is not understood in ${text}`);
  }

  const evaluate = disjunction();
  if (position < tokens.length) throw new Error(`metric math: ${next()} is not understood in ${text}`);
  return evaluate;
}

function combine(left: Evaluate, right: Evaluate, operator: (a: number, b: number) => number): Evaluate {
  return (values) => {
    const [a, b] = [left(values), right(values)];
    return a === undefined || b === undefined ? undefined : operator(a, b);
  };
}
