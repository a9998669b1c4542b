import type { Settings } from '../../ports/context.ts';

/** Where people look at an alert: the address names nobody, whoever opens it says who they are. */
export const alertAddress = ({ consoleUrl }: Pick<Settings, 'consoleUrl'>, alertId: number): string =>
  `${consoleUrl}/auth/alerts/${alertId}`;
