import type { Settings } from '../../ports/context.ts';

/** Where people look at an alert: the address names nobody, whoever opens it says who they are. */
export const alertAddress = ({ publicUrl }: Pick<Settings, 'publicUrl'>, alertId: number): string =>
  `${publicUrl}/auth/alerts/${alertId}`;
