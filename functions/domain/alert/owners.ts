import type { Alert } from './alert.ts';

/** The member of an alert that says whose business it is: all teams of its source and its policies together. */
export function ownedBy(...owners: readonly (readonly number[])[]): Pick<Alert, 'teams'> {
  const teams = [...new Set(owners.flat())].sort((a, b) => a - b);
  return teams.length === 0 ? {} : { teams };
}
