import { describe, expect, it } from 'vitest';
import { type PushPayload, readPush, resultOf, shownOf, workingOn } from '../../../web/worker/notifications.ts';

const page: PushPayload = {
  kind: 'PAGE',
  alertId: 7,
  title: 'HIGH: Prometheus',
  body: 'Disk full on db-1',
  priority: 'HIGH',
  language: 'en',
  url: '/alerts/7',
  answers: [
    { action: 'accept', url: '/answer/a' },
    { action: 'resolve', url: '/answer/r' },
  ],
  tag: 'alert-7',
  at: '2026-11-21T22:00:00.000Z',
};

describe('what a push says', () => {
  it('is read as it was sent', () => expect(readPush({ v: 1, ...page })).toEqual(page));

  it.each([undefined, null, 'text', 7, [], {}])('is shown even where it is %j', (value) => {
    expect(readPush(value)).toEqual({
      kind: 'NOTICE',
      title: 'Tocsin',
      body: '',
      language: 'en',
      url: '/',
      answers: [],
      tag: 'tocsin',
      at: '',
    });
  });

  it.each(['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)', 7])(
    'leads nowhere else: %s',
    (url) => {
      const read = readPush({ ...page, url, answers: [{ action: 'accept', url }] });
      expect([read.url, read.answers]).toEqual(['/', []]);
    },
  );
});

describe('a notification', () => {
  it('of an alert wakes, stays, and has a button for each answer', () => {
    const { title, options } = shownOf(page);
    expect(title).toBe('HIGH: Prometheus');
    expect(options).toMatchObject({
      body: 'Disk full on db-1',
      tag: 'alert-7',
      renotify: true,
      requireInteraction: true,
      timestamp: Date.parse(page.at),
      actions: [
        { action: 'accept', title: 'Accept' },
        { action: 'resolve', title: 'Resolve' },
      ],
    });
  });

  it('of an update takes the place of it without a sound', () => {
    const { options } = shownOf({ ...page, kind: 'UPDATE', answers: [] });
    expect(options).toMatchObject({ tag: 'alert-7', renotify: false, requireInteraction: false, actions: [] });
  });

  it('says what it can in German', () => {
    expect(shownOf({ ...page, language: 'de' }).options.actions?.map(({ title }) => title)).toEqual([
      'Annehmen',
      'Lösen',
    ]);
  });
});

describe('an answer', () => {
  const title = (said: unknown, action: 'accept' | 'resolve' = 'accept') => resultOf(page, action, said).title;

  it('is under way, then said to be done only when the API says so', () => {
    expect(workingOn(page, 'accept').title).toBe('Accepting …');
    expect(title({ outcome: 'DONE', text: 'You accepted: Disk full' })).toBe('Accepted');
    expect(title({ outcome: 'DONE', text: 'You resolved: Disk full' }, 'resolve')).toBe('Resolved');
    for (const said of [undefined, null, {}, [], 'DONE', { outcome: 7 }]) expect(title(said)).toBe('Not accepted');
  });

  it('that changed nothing says why', () => {
    const { title, options } = resultOf(page, 'accept', {
      outcome: 'RESOLVED_BEFORE',
      text: 'already resolved by Grace',
    });
    expect([title, options.body]).toEqual(['Nothing changed', 'already resolved by Grace']);
    expect(resultOf(page, 'accept', { outcome: 'REFUSED' }).options.body).toContain('not possible any more');
  });

  it('that did not get through can be tried again', () => {
    const { options } = resultOf(page, 'accept', undefined);
    expect(options).toMatchObject({ requireInteraction: true, silent: true, tag: 'alert-7' });
    expect(options.body).toContain('could not be reached');
    expect(options.actions).toHaveLength(2);
  });
});
