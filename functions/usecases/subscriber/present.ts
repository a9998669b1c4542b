import type { PageSubscriber } from '../../domain/subscriber/page-subscriber.ts';
import { csvLine } from '../../render/csv.ts';

/** Subscribers on the wire (pages-contract §5). */
export const presentSubscriber = ({
  id,
  type,
  target,
  locale,
  status,
  services,
  createdAt,
  confirmedAt,
}: PageSubscriber) => ({ id, type, target, locale, status, services, createdAt, confirmedAt });

const columns = ['id', 'type', 'target', 'locale', 'status', 'services', 'createdAt', 'confirmedAt'] as const;

/** The same as a table. */
export const subscribersCsv = (subscribers: readonly PageSubscriber[]): string =>
  csvLine(columns) +
  subscribers
    .map(presentSubscriber)
    .map((one) => csvLine(columns.map((name) => (name === 'services' ? one.services.join(' ') : one[name]))))
    .join('');
