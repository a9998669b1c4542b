import type { Mapped } from '../alert-source/templates.ts';
import type { Say } from './stage.ts';

/**
 * What a template's value stands for: the first mapping with this value, else the first with it in another case;
 * undefined when there is none.
 */
export function mappedValue<Result>(
  mapped: Mapped<Result>,
  say: Say,
): { readonly value: string; readonly result: Result } | undefined {
  const value = say(mapped.template).trim();
  const isIt = (plain: (text: string) => string) => (one: { readonly value: string }) =>
    plain(one.value) === plain(value);
  const found =
    mapped.mappings.find(isIt((text) => text.trim())) ??
    mapped.mappings.find(isIt((text) => text.trim().toLowerCase()));
  return found && { value, result: found.result };
}
