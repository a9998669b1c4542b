import { describe, expect, it } from 'vitest';
import type { AlertNews, Responder } from '../../functions/domain/alert/alert.ts';
import type { Notification } from '../../functions/domain/notification/notification.ts';
import { type Instant, plus } from '../../functions/domain/time.ts';
import { type Facts, reasonNotToSend } from '../../functions/usecases/notification/facts.ts';
import { anAlert, anEscalation, aUser, tenOClock } from '../support/factories.ts';

const newsAt = plus(tenOClock, { minutes: 10 });
const later = plus(newsAt, { minutes: 5 });
const before = plus(newsAt, { seconds: -1 });

const page: Notification = {
  scope: 'ALERT#1',
  id: 1,
  kind: 'PAGE',
  channel: 'SMS',
  target: '+49151000001',
  language: 'en',
  alertId: 1,
  userId: 1,
  contactId: 12,
  run: 1,
  status: 'QUEUED',
  at: tenOClock,
  attempts: 0,
  createdAt: tenOClock,
};
const news: AlertNews = { at: newsAt, names: ['db-1'], count: 1 };
const atOnce: Notification = { ...page, kind: 'UPDATE', news, at: newsAt };
const delayed: Notification = { ...atOnce, at: later };

const open = anAlert({ status: 'PENDING', escalation: anEscalation({ run: 1 }) });
const accepted = anAlert({ status: 'ACCEPTED' });
const resolved = anAlert({ status: 'RESOLVED' });
const { firstName, lastName, email } = aUser(1);
const responder: Responder = {
  alertId: 1,
  userId: 1,
  firstName,
  lastName,
  email,
  status: 'PENDING',
  addedAt: tenOClock,
};
const answered = (acceptedAt: Instant): Responder => ({ ...responder, status: 'ACCEPTED', acceptedAt });
const seen = (newsSeenAt: Instant) => anAlert({ status: 'ACCEPTED', newsSeenAt });

const reasonOf = (notification: Notification, facts: Partial<Facts>) => {
  const found = reasonNotToSend(notification, { alerts: [], user: aUser(1), ...facts }, tenOClock);
  return found && `${found.status} ${'reason' in found ? found.reason : ''}`;
};

describe('what is queued is not sent any more', () => {
  it.each<[string, Notification, Partial<Facts>, string | undefined]>([
    ['a page while the alert waits', page, { alert: open }, undefined],
    ['a page of an alert that is gone', page, {}, 'CANCELLED ALERT_GONE'],
    ['a page of an accepted alert', page, { alert: accepted }, 'CANCELLED ACCEPTED'],
    ['a page of a resolved alert', page, { alert: resolved }, 'CANCELLED RESOLVED'],
    ['a page of an older run', { ...page, run: 0 }, { alert: open }, 'CANCELLED SUPERSEDED'],
    ['an assignment', { ...page, kind: 'ASSIGNMENT' }, { alert: accepted, responder }, undefined],
    ['… to whoever was taken off', { ...page, kind: 'ASSIGNMENT' }, { alert: open }, 'CANCELLED RESPONDER_REMOVED'],
    [
      '… that was answered',
      { ...page, kind: 'ASSIGNMENT' },
      { alert: open, responder: answered(tenOClock) },
      'CANCELLED ACCEPTED',
    ],
    ['… of a resolved alert', { ...page, kind: 'ASSIGNMENT' }, { alert: resolved, responder }, 'CANCELLED RESOLVED'],
    ['a summary of nothing that waits', { ...page, kind: 'SUMMARY' }, {}, 'CANCELLED ANSWERED'],
    ['a summary of something that waits', { ...page, kind: 'SUMMARY' }, { alerts: [open] }, undefined],
    ['an update without news', { ...page, kind: 'UPDATE' }, { alert: resolved }, undefined],
    ['an update of an alert that is gone', { ...page, kind: 'UPDATE' }, {}, 'CANCELLED ALERT_GONE'],
    ['news of an accepted alert', atOnce, { alert: accepted, responder }, undefined],
    ['news of a resolved alert', atOnce, { alert: resolved, responder }, 'CANCELLED RESOLVED'],
    ['news of an alert that pages again', atOnce, { alert: open, responder }, 'CANCELLED SUPERSEDED'],
    ['news to whoever was taken off', atOnce, { alert: accepted }, 'CANCELLED RESPONDER_REMOVED'],
    ['news at once, whoever answered the alert after it', atOnce, { alert: seen(later), responder }, undefined],
    ['news that a rule delays, unanswered', delayed, { alert: accepted, responder }, undefined],
    ['… answered before it came', delayed, { alert: seen(before), responder: answered(before) }, undefined],
    ['… answered in the moment it came', delayed, { alert: seen(newsAt), responder }, 'CANCELLED ACCEPTED'],
    ['… answered by somebody else', delayed, { alert: seen(later), responder: answered(before) }, 'CANCELLED ACCEPTED'],
    ['… answered by this person', delayed, { alert: accepted, responder: answered(newsAt) }, 'CANCELLED ACCEPTED'],
  ])('%s', (_case, notification, facts, reason) => {
    expect(reasonOf(notification, facts)).toBe(reason);
  });

  const muted = aUser(1, { mutedUntil: later });
  const { phones, ...rest } = aUser(1);
  const { contactId: _none, ...toLogin } = { ...page, channel: 'EMAIL', target: email } as const;
  it.each<[string, Notification, Partial<Facts>, string | undefined]>([
    ['a page to somebody who is gone', page, { alert: open, user: undefined }, 'CANCELLED USER_GONE'],
    ['a page to somebody who is muted', page, { alert: open, user: muted }, 'SUPPRESSED MUTED'],
    ['a test to somebody who is muted', { ...page, kind: 'TEST' }, { user: muted }, undefined],
    ['a code to somebody who is gone', { ...page, kind: 'VERIFICATION' }, { user: undefined }, undefined],
    ['an answer to a reply', { ...page, kind: 'CONFIRMATION' }, { user: muted }, undefined],
    ['a mail to an address that is kept as no contact', toLogin, { alert: open }, undefined],
    ['what goes to nobody', { ...page, channel: 'NULL' }, { alert: open, user: undefined }, undefined],
    ['a push to a device', { ...page, channel: 'PUSH', target: 'token-1' }, { alert: open }, undefined],
    [
      'a push to one that is not theirs',
      { ...page, channel: 'PUSH', target: 'x' },
      { alert: open },
      'FAILED NO_DEVICE',
    ],
    [
      'a page to an unverified number',
      page,
      { alert: open, user: { ...rest, phones: phones.map((phone) => ({ ...phone, verified: false })) } },
      'FAILED CONTACT_NOT_VERIFIED',
    ],
    [
      'a page to a number that was deleted',
      page,
      { alert: open, user: { ...rest, phones: [] } },
      'FAILED CONTACT_MISSING',
    ],
  ])('%s', (_case, notification, facts, reason) => {
    expect(reasonOf(notification, facts)).toBe(reason);
  });
});
