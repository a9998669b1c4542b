import type { ConnectorType } from '../domain/alert-action/connector-type.ts';
import { type ActionDriver, driver, end, nothing } from './driver.ts';

/** A type that is kept as it was sent, and does nothing any more. */
export const retired = (type: ConnectorType, name: string, why: string): ActionDriver =>
  driver({
    type,
    name,
    source: ['https://docs.ilert.com/alerting/alert-actions'],
    does: { first: 'nothing: retired', update: 'nothing', end: 'nothing' },
    steps: () => end(nothing(why)),
  });
