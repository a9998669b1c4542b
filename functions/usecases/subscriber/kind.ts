import type { AuditKind } from '../../domain/audit/kind.ts';
import { maskedTarget, type PageSubscriber } from '../../domain/subscriber/page-subscriber.ts';

/** What the audit log says of subscribers that somebody inside removes: whose target it was is not kept. */
export const subscriberKind: AuditKind<PageSubscriber> = {
  kind: 'subscriber',
  idOf: ({ id }) => id,
  nameOf: maskedTarget,
  members: {
    id: 'unsaid',
    version: 'unsaid',
    createdAt: 'unsaid',
    pageId: 'told',
    type: 'told',
    target: 'unsaid',
    locale: 'told',
    services: 'told',
    status: 'told',
    confirmedAt: 'unsaid',
    askedAt: 'unsaid',
    askedFor: 'unsaid',
    reminders: 'unsaid',
    dueAt: 'unsaid',
  },
};
