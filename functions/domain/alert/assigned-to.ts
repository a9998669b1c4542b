import type { Alert, Responder } from './alert.ts';

/** The one person whom clients of former versions know of: who accepted the alert last, else who was told first. */
export function assignedTo({ status }: Pick<Alert, 'status'>, responders: readonly Responder[]): Responder | undefined {
  const [accepted] = responders
    .filter(({ acceptedAt }) => status !== 'PENDING' && acceptedAt !== undefined)
    .toSorted((a, b) => ((a.acceptedAt ?? '') < (b.acceptedAt ?? '') ? 1 : -1));
  return accepted ?? responders[0];
}
