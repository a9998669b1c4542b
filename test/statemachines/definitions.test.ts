import { readdirSync } from 'node:fs';
import validate from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { definitionOf } from './run-escalation.ts';

const names = readdirSync(new URL('../../statemachines', import.meta.url))
  .filter((file) => file.endsWith('.asl.json'))
  .map((file) => file.replace('.asl.json', ''));

interface State {
  readonly Type: string;
  readonly Comment?: string;
  readonly TimeoutSeconds?: number;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[]; readonly JitterStrategy?: string }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
}

describe.each(names)('%s.asl.json', (name) => {
  const definition = definitionOf(name);
  const states = Object.entries<State>(definition.States);
  const tasks = states.filter(([, { Type }]) => Type === 'Task');

  it('is valid', () => {
    const { isValid, errorsText } = validate(definition, { checkArn: false, checkPaths: true });
    expect(isValid, errorsText?.('\n')).toBe(true);
  });

  it('says of every state why it is there', () => {
    expect(states.filter(([, { Comment }]) => !Comment).map(([state]) => state)).toEqual([]);
  });

  it('limits, retries and catches every task', () => {
    for (const [, task] of tasks) {
      expect(task.TimeoutSeconds).toBeGreaterThan(0);
      expect(task.Retry?.every(({ JitterStrategy }) => JitterStrategy === 'FULL')).toBe(true);
      expect(task.Retry?.flatMap(({ ErrorEquals }) => ErrorEquals)).toEqual(
        expect.arrayContaining(['Lambda.ServiceException', 'Lambda.TooManyRequestsException', 'States.ALL']),
      );
      expect(task.Catch).toMatchObject([{ ErrorEquals: ['States.ALL'] }]);
    }
  });

  it('ends each catch in a state that fails the execution', () => {
    for (const [, task] of tasks) {
      for (const { Next } of task.Catch ?? []) expect(definition.States[Next].Type).toBe('Fail');
    }
  });

  it('is JSONPath without a time limit of its own: escalations may wait for days', () => {
    expect(definition).not.toHaveProperty('TimeoutSeconds');
    expect(JSON.stringify(definition)).not.toContain('JSONata');
  });
});
