import { describe, expect, it } from 'vitest';
import { type LogEntryType, logEntryTypes } from '../../functions/domain/alert/log-entry.ts';
import { logText } from '../../functions/render/log-texts.ts';

type Vars = Record<string, string | number | boolean>;

describe('timeline texts', () => {
  it.each<[LogEntryType, Vars, string, string]>([
    [
      'AlertReceivedLogEntry',
      { source: 'Prometheus', summary: 'Disk full', eventType: 'ALERT', eventId: 'e' },
      'Alert source Prometheus reported: Disk full',
      'Die Alarmquelle Prometheus meldet: Disk full',
    ],
    [
      'UserResponseLogEntry',
      { response: 'RESOLVED', user: 'Grace Hopper', via: 'TICKET', tool: 'Jira', actionId: 'x' },
      'Resolved by Grace Hopper in Jira',
      'Gelöst von Grace Hopper in Jira',
    ],
    [
      'UserResponseLogEntry',
      { response: 'RESOLVED', user: 'Jira', via: 'TICKET', actionId: 'x' },
      'Resolved by Jira',
      'Gelöst von Jira',
    ],
    [
      'AlertCommentAddedBySystemLogEntry',
      { user: 'Grace Hopper', via: 'TICKET', tool: 'Jira', comment: 'The log was rotated.' },
      'Grace Hopper commented in Jira: The log was rotated.',
      'Grace Hopper kommentiert in Jira: The log was rotated.',
    ],
    ...(
      [
        [{ groupedBy: 'SUBJECT' }, 'its subject is the same', 'der Betreff derselbe ist'],
        [{ groupedBy: 'PENDING' }, 'it is pending', 'er noch nicht angenommen ist'],
        [{ groupedBy: 'OPEN' }, 'it is open', 'er offen ist'],
        [
          { groupedBy: 'WINDOW', minutes: 15 },
          'it began within 15 minutes',
          'er innerhalb von 15 Minuten begonnen hat',
        ],
        [{ groupedBy: 'WINDOW', minutes: 60 }, 'it began within an hour', 'er innerhalb von einer Stunde begonnen hat'],
        [{ groupedBy: 'WINDOW', minutes: 720 }, 'it began within 12 hours', 'er innerhalb von 12 Stunden begonnen hat'],
        [
          { groupedBy: 'SIMILARITY', percent: 87, words: 'disk, full' },
          'they are 87 % alike: both say disk, full',
          'sie sich zu 87 % gleichen: beide sagen disk, full',
        ],
      ] satisfies [Vars, string, string][]
    ).map(([vars, en, de]): [LogEntryType, Vars, string, string] => [
      'AlertReceivedLogEntry',
      { source: 'Prometheus', summary: 'Disk full', key: 'db-1', ...vars },
      `Alert source Prometheus reported: Disk full; db-1, grouped into this alert because ${en}`,
      `Die Alarmquelle Prometheus meldet: Disk full; db-1, in diesen Alarm gruppiert, weil ${de}`,
    ]),
    [
      'AlertReceivedLogEntry',
      { source: 'Prometheus', summary: 'Disk full', eventType: 'RESOLVE', over: 'db-1', firing: 2, members: 3 },
      'Alert source Prometheus reported: db-1 is over; 2 of 3 still firing',
      'Die Alarmquelle Prometheus meldet: db-1 ist vorbei; 2 von 3 noch nicht',
    ],
    [
      'AlertReceivedLogEntry',
      { source: 'Prometheus', over: 'db-1', firing: 0, members: 3 },
      'Alert source Prometheus reported: db-1 is over, and none is firing any more; but the alert also has something without a key, of which nobody will say that it is over',
      'Die Alarmquelle Prometheus meldet: db-1 ist vorbei, und damit alle; aber der Alarm enthält auch etwas ohne Schlüssel, von dem niemand sagen wird, dass es vorbei ist',
    ],
    [
      'AlertReceivedLogEntry',
      { source: 'Prometheus', summary: 'Disk full', again: 'db-1' },
      'Alert source Prometheus reported: Disk full; db-1 fires again',
      'Die Alarmquelle Prometheus meldet: Disk full; db-1 besteht wieder',
    ],
    [
      'AlertActionSuccessLogEntry',
      { action: 'Open ticket', kind: 'jira', trigger: 'alert-created', attempt: 1, said: 'OPS-1 was opened' },
      'Alert action Open ticket was carried out: OPS-1 was opened',
      'Die Aktion Open ticket wurde ausgeführt: OPS-1 was opened',
    ],
    [
      'AlertActionSuccessLogEntry',
      { action: 'Restart', said: 'done', user: 'Ada Lovelace', userId: 1 },
      'Alert action Restart, set in motion by Ada Lovelace, was carried out: done',
      'Die Aktion Restart, ausgelöst von Ada Lovelace, wurde ausgeführt: done',
    ],
    [
      'AlertActionFailLogEntry',
      { action: 'Restart', said: 'answered 404', user: 'Ada Lovelace' },
      'Alert action Restart, set in motion by Ada Lovelace, failed: answered 404',
      'Die Aktion Restart, ausgelöst von Ada Lovelace, ist fehlgeschlagen: answered 404',
    ],
    [
      'AlertActionFailLogEntry',
      { action: 'Open ticket', said: 'answered 503', nextAt: '2026-11-29T08:00:00.000Z' },
      'Alert action Open ticket failed and will be tried again: answered 503',
      'Die Aktion Open ticket ist fehlgeschlagen und wird wiederholt: answered 503',
    ],
    [
      'AlertAssignedBySystemLogEntry',
      { reason: 'NOBODY_LEFT' },
      'Nobody was left to be told of it; it escalates again',
      'Niemand war mehr übrig, dem es zu sagen war; er wird erneut eskaliert',
    ],
    [
      'UserResponseLogEntry',
      { response: 'ACCEPTED', user: 'Ada', via: 'SMS', userId: 1 },
      'Accepted by Ada by SMS',
      'Angenommen von Ada per SMS',
    ],
    [
      'UserResponseLogEntry',
      { response: 'ESCALATED', user: 'Ada', via: 'API', level: 2 },
      'Escalated to level 2 by Ada',
      'Auf Stufe 2 eskaliert von Ada',
    ],
    [
      'AlertEscalatedToLevelLogEntry',
      { level: 1, pass: 2, users: 'Ada, Grace', policy: 'Core' },
      'Level 1 of Core (pass 2) notifies Ada, Grace',
      'Stufe 1 von Core (Durchgang 2) benachrichtigt Ada, Grace',
    ],
    [
      'LevelSkippedLogEntry',
      { level: 2, reason: 'NOBODY_REACHABLE' },
      'Level 2 was skipped: nobody can be reached',
      'Stufe 2 wurde übersprungen: niemand ist erreichbar',
    ],
    ['EscalationEndedLogEntry', {}, 'Nobody is left to notify', 'Es gibt niemanden mehr zu benachrichtigen'],
    [
      'NotificationLogEntry',
      { status: 'SENT', channel: 'SMS', kind: 'PAGE', user: 'Ada', target: '+491510000001' },
      'SMS to Ada (+491510000001) was sent',
      'SMS an Ada (+491510000001) wurde gesendet',
    ],
    [
      'NotificationLogEntry',
      { status: 'FAILED', channel: 'EMAIL', kind: 'UPDATE', user: 'Ada', reason: 'smtp; 550 no such user' },
      'E-mail about a change to Ada failed: smtp; 550 no such user',
      'E-Mail über eine Änderung an Ada ist fehlgeschlagen: smtp; 550 no such user',
    ],
    [
      'NotificationLogEntry',
      { status: 'SKIPPED', reason: 'MUTED', user: 'Ada', userId: 1 },
      'Notification to Ada was left out: the person has muted notifications',
      'Benachrichtigung an Ada wurde ausgelassen: die Person hat Benachrichtigungen stummgeschaltet',
    ],
    [
      'ReplyRefusedLogEntry',
      { via: 'EMAIL', from: 'x@example.com', reason: 'NOT_AUTHENTICATED' },
      'An answer by EMAIL from x@example.com was refused: the sender could not be authenticated',
      'Eine Antwort per EMAIL von x@example.com wurde abgelehnt: der Absender ist nicht beglaubigt',
    ],
    [
      'InComServiceTransitionLogEntry',
      { service: 'Checkout', status: 'PARTIAL_OUTAGE' },
      'Service Checkout: partial outage',
      'Service Checkout: Teilausfall',
    ],
    [
      'InComIncidentCreatedLogEntry',
      { incident: 7, summary: 'Checkout is slow' },
      'Incident 7 was opened: Checkout is slow',
      'Die Störung 7 wurde eröffnet: Checkout is slow',
    ],
    [
      'AlertSnoozedLogEntry',
      { ended: true },
      'The snooze is over; the alert is pending again',
      'Die Ruhezeit ist vorbei; der Alarm ist wieder offen',
    ],
  ])('%s', (type, vars, en, de) => {
    expect(logText({ type, vars }, 'en')).toBe(en);
    expect(logText({ type, vars }, 'de')).toBe(de);
  });

  it('name the kind of an entry that this version does not know', () => {
    const entry = { type: 'AlertMerged\nLogEntry', vars: { user: 'Ada', parts: [1] } };
    expect(logText(entry, 'en')).toBe('A newer version of Tocsin noted this (AlertMerged LogEntry)');
    expect(logText(entry, 'de')).toBe('Eine neuere Version von Tocsin hat dies vermerkt (AlertMerged LogEntry)');
    expect(logText({ type: 'constructor', vars: {} }, 'en')).toContain('constructor');
  });

  it.each(Object.keys(logEntryTypes) as LogEntryType[])(
    '%s reads well without any vars and with hostile ones',
    (type) => {
      const hostile = new Proxy({} as Vars, { get: () => `a\r\nb\u0000${'x'.repeat(9000)}` });
      for (const language of ['en', 'de'] as const) {
        expect(logText({ type, vars: {} }, language)).not.toMatch(/undefined| {2}/);
        const text = logText({ type, vars: hostile }, language);
        expect(text).not.toMatch(/[\r\n\0]/);
        expect(text.length).toBeLessThan(3000);
      }
    },
  );
});
