import { describe, expect, it } from 'vitest';
import type { AlertMail } from '../../../functions/domain/mail/alert-mail.ts';
import { mailEvent } from '../../../functions/domain/mail/mail-event.ts';
import {
  extractKey,
  isMeant,
  type KeyExtractor,
  type MailPredicate,
  problemsOfMailRules,
} from '../../../functions/domain/mail/predicates.ts';

const aMail = (told: Partial<AlertMail> = {}): AlertMail => ({
  subject: 'ALARM Service: web is down',
  body: 'web1 does not answer',
  from: 'Nagios <nagios@mon.example.com>',
  to: 'ops@in.example.com',
  cc: '',
  bcc: '',
  messageId: undefined,
  date: undefined,
  recipients: ['ops@in.example.com'],
  isNoAlert: undefined,
  ...told,
});

const subject = (criteria: MailPredicate['criteria'], value: string): MailPredicate => ({
  field: 'EMAIL_SUBJECT',
  criteria,
  value,
});

describe('a predicate of a legacy source', () => {
  it.each<[MailPredicate['criteria'], string, boolean]>([
    ['CONTAINS_ANY_WORDS', 'alarm, warning', true],
    ['CONTAINS_ANY_WORDS', 'alar', false],
    ['CONTAINS_NOT_WORDS', 'resolved ok', true],
    ['CONTAINS_NOT_WORDS', 'resolved down', false],
    ['CONTAINS_STRING', 'service: WEB', true],
    ['CONTAINS_STRING', 'db', false],
    ['CONTAINS_NOT_STRING', 'db', true],
    ['IS_STRING', 'alarm service: web is down', true],
    ['IS_STRING', 'alarm', false],
    ['IS_NOT_STRING', 'alarm', true],
    ['MATCHES_REGEX', '^ALARM .* down$', true],
    ['MATCHES_REGEX', '^alarm', false],
    ['MATCHES_REGEX', '(', false],
    ['MATCHES_NOT_REGEX', '^OK', true],
  ])('%s %j is %s', (criteria, value, expected) => {
    expect(isMeant(aMail(), [subject(criteria, value)], 'AND')).toBe(expected);
  });

  it('stands with others as the operator says', () => {
    const both = [subject('CONTAINS_STRING', 'web'), subject('CONTAINS_STRING', 'db')];
    expect(isMeant(aMail(), both, 'AND')).toBe(false);
    expect(isMeant(aMail(), both, 'OR')).toBe(true);
    expect(isMeant(aMail(), both, undefined)).toBe(false);
    expect(isMeant(aMail(), [], 'OR')).toBe(true);
  });

  it.each(['EMAIL_FROM', 'EMAIL_BODY'] as const)('reads %s', (field) => {
    expect(
      isMeant(
        aMail(),
        [{ field, criteria: 'CONTAINS_STRING', value: field === 'EMAIL_FROM' ? 'nagios@' : 'web1' }],
        'AND',
      ),
    ).toBe(true);
  });

  it('has patterns that can be read, or names the one that cannot', () => {
    const bad = subject('MATCHES_REGEX', '(');
    expect(
      problemsOfMailRules({ emailPredicates: [subject('IS_STRING', '('), bad], emailResolvePredicates: [bad] }),
    ).toMatchObject([{ field: 'emailPredicates[1].value' }, { field: 'emailResolvePredicates[0].value' }]);
    expect(
      problemsOfMailRules({ resolveKeyExtractor: { field: 'EMAIL_BODY', criteria: 'MATCHES_REGEX', value: '[' } }),
    ).toMatchObject([{ field: 'resolveKeyExtractor.value' }]);
    expect(problemsOfMailRules({})).toEqual([]);
  });
});

describe('the key of a mail', () => {
  it.each<[KeyExtractor['criteria'], string, string | undefined]>([
    ['ALL_TEXT_BEFORE', ' is down', 'ALARM Service: web'],
    ['ALL_TEXT_AFTER', 'Service: ', 'web is down'],
    ['ALL_TEXT_AFTER', 'Host: ', undefined],
    ['ALL_TEXT_AFTER', '', undefined],
    ['ALL_TEXT_AFTER', 'down', undefined],
    ['MATCHES_REGEX', 'Service: (\\w+)', 'web'],
    ['MATCHES_REGEX', '(?<=Service:)(.*)(?=is)', 'web'],
    ['MATCHES_REGEX', 'Service: \\w+', 'Service: web'],
    ['MATCHES_REGEX', 'Host', undefined],
    ['MATCHES_REGEX', '(', undefined],
  ])('%s %j', (criteria, value, expected) => {
    expect(extractKey(aMail(), { field: 'EMAIL_SUBJECT', criteria, value })).toBe(expected);
  });
});

describe('the event of a mail', () => {
  const source = (extras: Record<string, unknown> = {}, alertCreation = 'ONE_ALERT_PER_EMAIL') => ({
    extras,
    alertCreation,
  });
  const extractor = { field: 'EMAIL_SUBJECT', criteria: 'MATCHES_REGEX', value: 'Service: (\\w+)' };

  it('is an alert with the subject as summary, and all of the mail for conditions', () => {
    expect(mailEvent(source(), aMail({ messageId: '<1@x>', date: '2026-03-02T10:00:00.000Z' }))).toEqual({
      event: {
        eventType: 'ALERT',
        summary: 'ALARM Service: web is down',
        details: 'web1 does not answer',
        customDetails: {
          subject: 'ALARM Service: web is down',
          body: 'web1 does not answer',
          from: 'Nagios <nagios@mon.example.com>',
          to: 'ops@in.example.com',
          cc: '',
          bcc: '',
          messageId: '<1@x>',
          date: '2026-03-02T10:00:00.000Z',
        },
      },
    });
  });

  it('is none for an automatic answer', () => {
    expect(mailEvent(source(), aMail({ isNoAlert: 'an automatic answer' }))).toEqual({
      note: 'ignored: it is an automatic answer',
    });
  });

  const legacy = source(
    {
      emailFiltered: true,
      emailPredicates: [subject('CONTAINS_STRING', 'alarm')],
      emailResolveFiltered: true,
      emailResolvePredicates: [subject('CONTAINS_STRING', 'resolve')],
      resolveKeyExtractor: extractor,
    },
    'OPEN_RESOLVE_ON_EXTRACTION',
  );

  it.each([
    ['opens by its key', 'ALARM Service: web', { event: { eventType: 'ALERT', alertKey: 'web' } }],
    [
      'resolves by its key without the create predicates',
      'resolve Service: web',
      { event: { eventType: 'RESOLVE', alertKey: 'web' } },
    ],
    ['resolves first where both hold', 'resolve alarm Service: web', { event: { eventType: 'RESOLVE' } }],
    ['is dropped where neither holds', 'hello Service: web', { note: 'dropped by the e-mail filter' }],
    ['is dropped when it resolves without a key', 'resolve', { note: 'dropped: no key to resolve by is found in it' }],
    ['is dropped when it opens without a key', 'alarm', { note: 'dropped: no key is found in it' }],
  ])('%s', (_what, said, expected) => {
    expect(mailEvent(legacy, aMail({ subject: said }))).toMatchObject(expected);
  });

  it('opens without a key where the source does not open by keys', () => {
    const loose = source({ ...legacy.extras }, 'ONE_ALERT_PER_EMAIL');
    expect(mailEvent(loose, aMail({ subject: 'alarm' }))).toMatchObject({
      event: { eventType: 'ALERT', summary: 'alarm' },
    });
  });

  it('has no rules that are there and switched off', () => {
    const off = source({ ...legacy.extras, emailFiltered: false, emailResolveFiltered: false });
    expect(mailEvent(off, aMail({ subject: 'resolve' }))).toMatchObject({ event: { eventType: 'ALERT' } });
  });
});
