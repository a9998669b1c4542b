import { referencesOf } from '../../domain/condition/asked.ts';
import type { Condition } from '../../domain/condition/condition.ts';
import { parseCondition } from '../../domain/condition/parse.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { NamedInInput } from '../known.ts';

/** The condition that a member of an input holds. Throws InvalidInputError with the position of what cannot be read. */
export function conditionIn(field: string, text: string): Condition {
  const parsed = parseCondition(text);
  if (parsed.ok) return parsed.condition;
  const { message, position } = parsed.problem;
  throw new InvalidInputError(field, message, { position });
}

/** What a condition refers to, as `newlyNamed` checks it. */
export const namedIn = (
  field: string,
  condition: Condition,
): (NamedInInput & { readonly kind: 'support-hours' | 'schedule' })[] =>
  referencesOf(condition).map(({ type, id, position }) => ({
    kind: type === 'SUPPORT_HOUR' ? ('support-hours' as const) : ('schedule' as const),
    id,
    field,
    position,
  }));
