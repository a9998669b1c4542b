import { describe, expect, it } from 'vitest';
import {
  confirmed,
  dueOf,
  mayAskAgain,
  pendingSubscriber,
  quotaOfSubscribingNetwork,
  quotaOfTarget,
} from '../../../functions/domain/subscriber/asking.ts';
import {
  languageOfLocale,
  localeOfLanguage,
  maskedTarget,
  type PageSubscriber,
  subscriberId,
  wantsToHearOf,
} from '../../../functions/domain/subscriber/page-subscriber.ts';
import { nextRoundAt } from '../../../functions/domain/telling/rounds.ts';
import { type Duration, plus } from '../../../functions/domain/time.ts';
import { tenOClock as ten } from '../../support/factories.ts';

const later = (duration: Duration) => plus(ten, duration);
const asked = {
  id: 5,
  pageId: 7,
  type: 'EMAIL' as const,
  target: 'ada@example.com',
  locale: 'en-GB' as const,
  services: [],
};
const fresh = pendingSubscriber(asked, ten);

it('somebody on a page has the id that items of former versions have', () => {
  expect(subscriberId(1, { type: 'EMAIL', target: 'ada@example.com' })).toBe(2122627280170429);
});

describe('somebody who has not confirmed', () => {
  it('is asked at once, and reminded after a day', () => {
    expect(fresh).toEqual({
      ...asked,
      version: 0,
      status: 'PENDING',
      createdAt: ten,
      askedAt: ten,
      reminders: 0,
      dueAt: later({ hours: 24 }),
    });
    expect(dueOf(fresh, later({ hours: 24, milliseconds: -1 }))).toEqual({ kind: 'nothing' });
  });

  it('is reminded three times, and forgotten after two weeks', () => {
    let subscriber: PageSubscriber = fresh;
    const times = [];
    for (let turn = 0; turn < 9; turn += 1) {
      const now = subscriber.dueAt ?? ten;
      const due = dueOf(subscriber, now);
      times.push(`${due.kind} ${(Date.parse(now) - Date.parse(ten)) / 86_400_000}`);
      if (due.kind !== 'remind') break;
      expect(due.after).toMatchObject({ askedAt: now, reminders: turn + 1 });
      subscriber = due.after;
    }
    expect(times).toEqual(['remind 1', 'remind 3', 'remind 7', 'forget 14']);
  });

  it('is reminded once for reminders that were missed', () => {
    expect(dueOf(fresh, later({ days: 3 }))).toMatchObject({
      kind: 'remind',
      after: { reminders: 2, dueAt: later({ days: 7 }) },
    });
    expect(dueOf(fresh, later({ days: 13 }))).toMatchObject({
      kind: 'remind',
      after: { reminders: 3, dueAt: later({ days: 14 }) },
    });
    expect(dueOf(fresh, later({ days: 14 }))).toEqual({ kind: 'forget' });
    const { reminders: _none, ...old } = fresh;
    expect(dueOf(old, later({ days: 1 }))).toMatchObject({ kind: 'remind', after: { reminders: 1 } });
  });

  it('is asked again after a quarter of an hour', () => {
    expect(mayAskAgain(fresh, later({ minutes: 15, milliseconds: -1 }))).toBe(false);
    expect(mayAskAgain(fresh, later({ minutes: 15 }))).toBe(true);
    const again = { ...fresh, askedAt: later({ hours: 1 }) };
    expect(mayAskAgain(again, later({ minutes: 74 }))).toBe(false);
    expect(mayAskAgain(again, later({ minutes: 75 }))).toBe(true);
    const { askedAt: _never, ...old } = fresh;
    expect(mayAskAgain(old, later({ minutes: 14 }))).toBe(false);
    expect(quotaOfTarget).toEqual({ most: 5, within: { days: 1 } });
    expect(quotaOfSubscribingNetwork(9)).toEqual({ most: 9, within: { minutes: 15 } });
  });
});

describe('somebody who has confirmed', () => {
  const known = confirmed(fresh, later({ minutes: 5 }));
  it('is reminded of nothing', () => {
    const { dueAt: _due, reminders: _reminders, ...rest } = fresh;
    expect(known).toEqual({ ...rest, status: 'CONFIRMED', confirmedAt: later({ minutes: 5 }) });
    expect(confirmed(known, later({ days: 1 }))).toEqual(known);
    expect(dueOf(known, later({ days: 99 }))).toEqual({ kind: 'nothing' });
  });

  it('hears of what they want, and of all where they do not say', () => {
    expect(wantsToHearOf(known, [1])).toBe(true);
    expect(wantsToHearOf({ ...known, services: [1, 2] }, [2, 3])).toBe(true);
    expect(wantsToHearOf({ ...known, services: [1, 2] }, [3])).toBe(false);
    expect(wantsToHearOf(fresh, [1])).toBe(false);
  });
});

describe('a target', () => {
  it('is on a page once', () => {
    const others = [
      subscriberId(8, asked),
      subscriberId(7, { ...asked, type: 'SMS' }),
      subscriberId(7, { ...asked, target: 'b@example.com' }),
    ];
    expect(subscriberId(7, asked)).toBe(subscriberId(7, { ...asked }));
    expect(new Set([subscriberId(7, asked), ...others]).size).toBe(4);
  });

  it('is told without being told', () => {
    expect(maskedTarget(asked)).toBe('a…@example.com');
    expect(maskedTarget({ type: 'EMAIL', target: '"a@b"@example.com' })).toBe('"…@example.com');
    expect(maskedTarget({ type: 'SMS', target: '+4915112345678' })).toBe('…678');
    expect(maskedTarget({ type: 'WEBHOOK', target: 'https://hooks.example.com/secret' })).toBe('hooks.example.com');
    expect(maskedTarget({ type: 'WEBHOOK', target: 'secret' })).toBe('…');
  });

  it('has a language', () => {
    expect([languageOfLocale('de-DE'), languageOfLocale('en-GB')]).toEqual(['de', 'en']);
    expect([localeOfLanguage('de'), localeOfLanguage('en')]).toEqual(['de-DE', 'en-GB']);
  });

  it('that did not take it is tried again for more than a day', () => {
    const pauses = Array.from({ length: 14 }, (_, round) => {
      const next = nextRoundAt(round, ten);
      return next && (Date.parse(next) - Date.parse(ten)) / 60_000;
    });
    expect(pauses).toEqual([1, 2, 5, 10, 20, 40, 60, 120, 240, 360, 480, 600, undefined, undefined]);
  });
});
