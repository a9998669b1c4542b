import { expect } from 'vitest';
import { type Kept, lookUp } from './texts.ts';

/** What a kept value is held against; all members that are there must hold. */
export interface Expectation {
  /** The path of the kept value. */
  readonly of: string;
  readonly because?: string;
  readonly equals?: unknown;
  readonly not?: unknown;
  readonly oneOf?: readonly unknown[];
  readonly contains?: string;
  readonly lacks?: string;
  readonly matches?: string;
  readonly length?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly absent?: boolean;
}

type Check = (value: unknown, wanted: never, message: string) => void;

const lengthOf = (value: unknown): unknown => (value as { length?: unknown } | undefined)?.length;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value)) ?? '';
const isAbsent = (value: unknown): boolean => value === undefined || value === null;

const checks: Readonly<Record<Exclude<keyof Expectation, 'of' | 'because'>, Check>> = {
  equals: (value, wanted, message) => expect(value, message).toEqual(wanted),
  not: (value, wanted, message) => expect(value, message).not.toEqual(wanted),
  oneOf: (value, wanted, message) => expect(wanted, message).toContainEqual(value),
  contains: (value, wanted, message) => expect(textOf(value), message).toContain(wanted),
  lacks: (value, wanted, message) => expect(textOf(value), message).not.toContain(wanted),
  matches: (value, wanted, message) => expect(textOf(value), message).toMatch(new RegExp(wanted)),
  length: (value, wanted, message) => expect(lengthOf(value), message).toBe(wanted),
  atLeast: (value, wanted, message) => expect(value, message).toBeGreaterThanOrEqual(wanted),
  atMost: (value, wanted, message) => expect(value, message).toBeLessThanOrEqual(wanted),
  absent: (value, wanted, message) => expect(isAbsent(value), message).toBe(wanted),
};

/** Fails the test unless the expectation holds of what was kept. */
export function hold(kept: Kept, expectation: Expectation): void {
  const { of, because, ...wanted } = expectation;
  const names = Object.keys(wanted);
  if (names.length === 0) throw new Error(`the expectation of "${of}" says nothing`);
  const value = lookUp(kept, of);
  for (const name of names) {
    const check = checks[name as keyof typeof checks];
    if (check === undefined) throw new Error(`there is no expectation "${name}"`);
    const message = `${of}${because === undefined ? '' : ` (${because})`} of ${JSON.stringify(value)}`;
    check(value, wanted[name as keyof typeof wanted] as never, message);
  }
}

/** Fails the test unless one of the expectations, or of the lists of them, holds. */
export function holdAny(kept: Kept, alternatives: readonly (Expectation | readonly Expectation[])[]): void {
  const failures: string[] = [];
  for (const alternative of alternatives) {
    try {
      for (const one of [alternative].flat() as Expectation[]) hold(kept, one);
      return;
    } catch (error) {
      failures.push((error as Error).message);
    }
  }
  expect.fail(`none of these holds:\n${failures.join('\n')}`);
}
