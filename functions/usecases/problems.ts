import { InvalidInputError } from '../domain/errors.ts';
import type { Problem } from '../domain/problem.ts';

/** Throws InvalidInputError for the first problem there is. */
export function refuseProblems([first]: readonly Problem[]): void {
  if (first !== undefined) throw new InvalidInputError(first.field, first.message);
}
