import type { LogEntryType } from '../domain/alert/log-entry.ts';
import type { Language } from '../domain/user/user.ts';
import { actionDone, actionFailed } from './action-words.ts';
import { deployed } from './deployment-words.ts';
import { groupedBecause, memberAgain, memberOver } from './grouping-words.ts';

type Sentence = (text: (name: string) => string) => string;

/** Who stands in an entry in the place of a person whom its reader may not know. */
export const somebody: Readonly<Record<Language, string>> = { en: '(private)', de: '(privat)' };

/** An entry of a kind that this version does not know. */
export const ofNewerVersion: Readonly<Record<Language, (type: string) => string>> = {
  en: (type) => `A newer version of Tocsin noted this (${type})`,
  de: (type) => `Eine neuere Version von Tocsin hat dies vermerkt (${type})`,
};

/** One sentence per type of timeline entry and language. `log-texts.ts` lists the vars. */
export const logWords: Readonly<Record<Language, Readonly<Record<LogEntryType, Sentence>>>> = {
  en: {
    AlertReceivedLogEntry: (t) =>
      `Alert source ${t('source')} reported: ${memberOver.en(t) || `${t('summary') || 'an event without a summary'}${grew.en(t)}${ungrouped.en(t)}${groupedBecause.en(t)}${memberAgain.en(t)}`}`,
    AlertRoutedSuccessfulLogEntry: (t) => `The routing key ${t('key')} chose the escalation policy ${t('policy')}`,
    AlertNotRoutedLogEntry: (t) => `No escalation policy has the routing key ${t('key')}`,
    AlertSourceResponseLogEntry: (t) => `${responded.en(t)} by alert source ${t('source')}`,
    AlertAutoResolvedLogEntry: (t) =>
      `Resolved automatically: alert source ${t('source')} lets alerts be open for ${timeout.en(t)}`,
    AlertCreatedByUserLogEntry: (t) => `${t('user')} created the alert${via.en(t)}`,
    UserResponseLogEntry: (t) => `${responded.en(t)} by ${t('user')}${via.en(t)}`,
    AlertAssignedByUserLogEntry: (t) => `${t('user')} assigned the alert to ${t('assignee')}${via.en(t)}`,
    AlertAssignedBySystemLogEntry: (t) =>
      t('reason') === 'NOBODY_TOLD'
        ? 'Nobody who has the alert could be told of it; it escalates again'
        : t('reason') === 'NOBODY_LEFT'
          ? 'Nobody was left to be told of it; it escalates again'
          : `Tocsin assigned the alert to ${t('assignee')}`,
    AlertAssignedToPolicyLogEntry: (t) =>
      `${t('user')} assigned the alert to the escalation policy ${t('policy')}${via.en(t)}`,
    AlertAssignedToScheduleLogEntry: (t) =>
      `${t('user')} assigned the alert to the schedule ${t('schedule')}${onCall(t)}${via.en(t)}`,
    ResponderAddedLogEntry: (t) => `${t('user')} added ${t('responder')} as responder${via.en(t)}`,
    ResponderRemovedLogEntry: (t) => `${t('user')} removed the responder ${t('responder')}${via.en(t)}`,
    AlertEscalatedToLevelLogEntry: (t) =>
      `Level ${t('level')}${t('policy') && ` of ${t('policy')}`}${again.en(t)} notifies ${t('users') || 'nobody'}${more.en(t)}`,
    LevelSkippedLogEntry: (t) => `Level ${t('level')} was skipped: ${reason.en(t)}`,
    NobodyOnCallLogEntry: () => 'Nobody was on call or could be reached on any level',
    EscalationEndedLogEntry: () => 'Nobody is left to notify',
    EscalationRestartedLogEntry: () => 'The escalation had stopped and was restarted by Tocsin',
    AlertRaisedBySystemLogEntry: (t) =>
      `${t('via') === 'SOURCE' ? `Alert source ${t('user')}` : 'Tocsin'} raised the alert to high priority`,
    AlertRaisedByUserLogEntry: (t) => `${t('user')} raised the alert to high priority${via.en(t)}`,
    AlertSnoozedLogEntry: (t) =>
      t('ended')
        ? 'The snooze is over; the alert is pending again'
        : `${t('user')} snoozed the alert until ${t('until')}`,
    AlertCommentAddedLogEntry: (t) => `${t('user')} commented: ${t('comment')}`,
    AlertCommentAddedBySystemLogEntry: (t) =>
      `${t('user') || 'The alert source'} commented${via.en(t)}: ${t('comment')}`,
    DeploymentAttachedLogEntry: (t) => deployed.en(t),
    AlertChannelAttachedByUserLogEntry: (t) => `${t('user')} opened the channel ${t('channel')}${via.en(t)}`,
    AlertChannelDetachedByUserLogEntry: (t) => `The channel ${t('channel')} was archived`,
    NotificationLogEntry: (t) => notified.en(t),
    ReplyRefusedLogEntry: (t) =>
      `An answer ${t('via') && `by ${t('via')} `}from ${t('from')} was refused: ${reason.en(t)}`,
    AlertActionSuccessLogEntry: actionDone.en,
    AlertActionFailLogEntry: actionFailed.en,
    InComIncidentCreatedLogEntry: (t) => `Incident ${t('incident')} was opened: ${t('summary')}`,
    InComLinkedLogEntry: (t) => `The alert was linked to incident ${t('incident')}: ${t('summary')}`,
    InComIncidentResolvedLogEntry: (t) => `Incident ${t('incident')} was resolved with its last alert: ${t('summary')}`,
    InComServiceTransitionLogEntry: (t) => `Service ${t('service')}: ${serviceState.en(t)}`,
  },
  de: {
    AlertReceivedLogEntry: (t) =>
      `Die Alarmquelle ${t('source')} meldet: ${memberOver.de(t) || `${t('summary') || 'ein Ereignis ohne Zusammenfassung'}${grew.de(t)}${ungrouped.de(t)}${groupedBecause.de(t)}${memberAgain.de(t)}`}`,
    AlertRoutedSuccessfulLogEntry: (t) =>
      `Der Routing-Schlüssel ${t('key')} hat die Eskalationsrichtlinie ${t('policy')} gewählt`,
    AlertNotRoutedLogEntry: (t) => `Keine Eskalationsrichtlinie hat den Routing-Schlüssel ${t('key')}`,
    AlertSourceResponseLogEntry: (t) => `${responded.de(t)} von der Alarmquelle ${t('source')}`,
    AlertAutoResolvedLogEntry: (t) =>
      `Automatisch gelöst: die Alarmquelle ${t('source')} lässt Alarme ${timeout.de(t)} lang offen`,
    AlertCreatedByUserLogEntry: (t) => `${t('user')} hat den Alarm erstellt${via.de(t)}`,
    UserResponseLogEntry: (t) => `${responded.de(t)} von ${t('user')}${via.de(t)}`,
    AlertAssignedByUserLogEntry: (t) => `${t('user')} hat den Alarm ${t('assignee')} zugewiesen${via.de(t)}`,
    AlertAssignedBySystemLogEntry: (t) =>
      t('reason') === 'NOBODY_TOLD'
        ? 'Niemandem, der den Alarm bearbeitet, war es zu sagen; er wird erneut eskaliert'
        : t('reason') === 'NOBODY_LEFT'
          ? 'Niemand war mehr übrig, dem es zu sagen war; er wird erneut eskaliert'
          : `Tocsin hat den Alarm ${t('assignee')} zugewiesen`,
    AlertAssignedToPolicyLogEntry: (t) =>
      `${t('user')} hat den Alarm der Eskalationsrichtlinie ${t('policy')} zugewiesen${via.de(t)}`,
    AlertAssignedToScheduleLogEntry: (t) =>
      `${t('user')} hat den Alarm dem Dienstplan ${t('schedule')}${onCall(t)} zugewiesen${via.de(t)}`,
    ResponderAddedLogEntry: (t) => `${t('user')} hat ${t('responder')} hinzugezogen${via.de(t)}`,
    ResponderRemovedLogEntry: (t) => `${t('user')} hat ${t('responder')} vom Alarm entfernt${via.de(t)}`,
    AlertEscalatedToLevelLogEntry: (t) =>
      `Stufe ${t('level')}${t('policy') && ` von ${t('policy')}`}${again.de(t)} benachrichtigt ${t('users') || 'niemanden'}${more.de(t)}`,
    LevelSkippedLogEntry: (t) => `Stufe ${t('level')} wurde übersprungen: ${reason.de(t)}`,
    NobodyOnCallLogEntry: () => 'Auf keiner Stufe war jemand im Dienst oder erreichbar',
    EscalationEndedLogEntry: () => 'Es gibt niemanden mehr zu benachrichtigen',
    EscalationRestartedLogEntry: () => 'Die Eskalation war stehen geblieben und wurde von Tocsin neu gestartet',
    AlertRaisedBySystemLogEntry: (t) =>
      `${t('via') === 'SOURCE' ? `Die Alarmquelle ${t('user')}` : 'Tocsin'} hat die Priorität auf hoch gesetzt`,
    AlertRaisedByUserLogEntry: (t) => `${t('user')} hat die Priorität auf hoch gesetzt${via.de(t)}`,
    AlertSnoozedLogEntry: (t) =>
      t('ended')
        ? 'Die Ruhezeit ist vorbei; der Alarm ist wieder offen'
        : `${t('user')} lässt den Alarm ruhen bis ${t('until')}`,
    AlertCommentAddedLogEntry: (t) => `${t('user')} kommentiert: ${t('comment')}`,
    AlertCommentAddedBySystemLogEntry: (t) =>
      `${t('user') || 'Die Alarmquelle'} kommentiert${via.de(t)}: ${t('comment')}`,
    DeploymentAttachedLogEntry: (t) => deployed.de(t),
    AlertChannelAttachedByUserLogEntry: (t) => `${t('user')} hat den Kanal ${t('channel')} eröffnet${via.de(t)}`,
    AlertChannelDetachedByUserLogEntry: (t) => `Der Kanal ${t('channel')} wurde archiviert`,
    NotificationLogEntry: (t) => notified.de(t),
    ReplyRefusedLogEntry: (t) =>
      `Eine Antwort ${t('via') && `per ${t('via')} `}von ${t('from')} wurde abgelehnt: ${reason.de(t)}`,
    AlertActionSuccessLogEntry: actionDone.de,
    AlertActionFailLogEntry: actionFailed.de,
    InComIncidentCreatedLogEntry: (t) => `Die Störung ${t('incident')} wurde eröffnet: ${t('summary')}`,
    InComLinkedLogEntry: (t) => `Der Alarm wurde mit der Störung ${t('incident')} verknüpft: ${t('summary')}`,
    InComIncidentResolvedLogEntry: (t) =>
      `Die Störung ${t('incident')} wurde mit ihrem letzten Alarm behoben: ${t('summary')}`,
    InComServiceTransitionLogEntry: (t) => `Service ${t('service')}: ${serviceState.de(t)}`,
  },
};

/** What an event brought that the alert never had. */
const grew: Readonly<Record<Language, Sentence>> = {
  en: (t) => t('newMembers') && `; new in this alert: ${newMembers(t, 'more problems')}`,
  de: (t) => t('newMembers') && `; neu in diesem Alarm: ${newMembers(t, 'weitere Probleme')}`,
};

const newMembers = (t: (name: string) => string, more: string): string =>
  t('names') ? `${t('names')} (${t('newMembers')})` : `${t('newMembers')} ${more}`;

const ungrouped: Readonly<Record<Language, Sentence>> = {
  en: (t) => t('ungrouped') && '. Everything this source sends is one group: set group_by there',
  de: (t) => t('ungrouped') && '. Alles, was diese Quelle sendet, ist eine Gruppe: setzen Sie dort group_by',
};

/** `PT90M` is 90 minutes. */
const timeout: Readonly<Record<Language, Sentence>> = {
  en: (t) =>
    t('timeout').replace(/^PT(\d+)([MH])$/, (_all, amount, unit) => `${amount} ${unit === 'H' ? 'hours' : 'minutes'}`),
  de: (t) =>
    t('timeout').replace(
      /^PT(\d+)([MH])$/,
      (_all, amount, unit) => `${amount} ${unit === 'H' ? 'Stunden' : 'Minuten'}`,
    ),
};

const responded: Readonly<Record<Language, Sentence>> = {
  en: (t) =>
    choose(t('response'), {
      ACCEPTED: 'Accepted',
      RESOLVED: 'Resolved',
      ESCALATED: `Escalated${t('level') && ` to level ${t('level')}`}`,
    }),
  de: (t) =>
    choose(t('response'), {
      ACCEPTED: 'Angenommen',
      RESOLVED: 'Gelöst',
      ESCALATED: `${t('level') ? `Auf Stufe ${t('level')} eskaliert` : 'Eskaliert'}`,
    }),
};

const via: Readonly<Record<Language, Sentence>> = {
  en: (t) =>
    choose(t('via'), {
      SMS: ' by SMS',
      VOICE: ' by phone',
      EMAIL: ' by e-mail',
      PUSH: ' by push message',
      LINK: ' by a link',
      SLACK: ' in Slack',
      TEAMS: ' in Microsoft Teams',
      API: '',
      SOURCE: '',
      TICKET: t('tool') && ` in ${t('tool')}`,
      SYSTEM: '',
      '': '',
    }),
  de: (t) =>
    choose(t('via'), {
      SMS: ' per SMS',
      VOICE: ' am Telefon',
      EMAIL: ' per E-Mail',
      PUSH: ' per Push-Nachricht',
      LINK: ' über einen Link',
      SLACK: ' in Slack',
      TEAMS: ' in Microsoft Teams',
      API: '',
      SOURCE: '',
      TICKET: t('tool') && ` in ${t('tool')}`,
      SYSTEM: '',
      '': '',
    }),
};

/** What a service is in from then on. */
const serviceState: Readonly<Record<Language, Sentence>> = {
  en: (t) =>
    choose(t('status'), {
      OPERATIONAL: 'operational',
      UNDER_MAINTENANCE: 'under maintenance',
      DEGRADED: 'degraded',
      PARTIAL_OUTAGE: 'partial outage',
      MAJOR_OUTAGE: 'major outage',
    }),
  de: (t) =>
    choose(t('status'), {
      OPERATIONAL: 'in Betrieb',
      UNDER_MAINTENANCE: 'in Wartung',
      DEGRADED: 'eingeschränkt',
      PARTIAL_OUTAGE: 'Teilausfall',
      MAJOR_OUTAGE: 'Ausfall',
    }),
};

/** Whom the schedule has on call. */
const onCall: Sentence = (t) => t('assignee') && ` (${t('assignee')})`;

/** Those whom a long list does not name. */
const more: Readonly<Record<Language, Sentence>> = {
  en: (t) => (Number(t('more')) > 0 ? ` and ${t('more')} more` : ''),
  de: (t) => (Number(t('more')) > 0 ? ` und ${t('more')} weitere` : ''),
};

const again: Readonly<Record<Language, Sentence>> = {
  en: (t) => (Number(t('pass')) > 1 ? ` (pass ${t('pass')})` : ''),
  de: (t) => (Number(t('pass')) > 1 ? ` (Durchgang ${t('pass')})` : ''),
};

/** What happened to one notification: `SMS to Ada Lovelace (+49…) was sent`. */
const notified: Readonly<Record<Language, Sentence>> = {
  en: (t) => {
    const outcome = choose(t('status'), {
      SENT: 'was sent',
      DELIVERED: 'was delivered',
      FAILED: 'failed',
      SUPPRESSED: 'was suppressed',
      AGGREGATED: 'was held back for a summary',
      CANCELLED: 'was cancelled',
      SKIPPED: 'was left out',
      NOT_ANSWERED: 'was not answered',
    });
    const why = t('reason') && `: ${reason.en(t)}`;
    return `${messageKind.en(t)}${t('user') && ` to ${t('user')}`}${more.en(t)}${t('target') && ` (${t('target')})`} ${outcome}${why}`;
  },
  de: (t) => {
    const outcome = choose(t('status'), {
      SENT: 'wurde gesendet',
      DELIVERED: 'wurde zugestellt',
      FAILED: 'ist fehlgeschlagen',
      SUPPRESSED: 'wurde unterdrückt',
      AGGREGATED: 'wurde für eine Zusammenfassung zurückgehalten',
      CANCELLED: 'wurde abgebrochen',
      SKIPPED: 'wurde ausgelassen',
      NOT_ANSWERED: 'wurde nicht angenommen',
    });
    const why = t('reason') && `: ${reason.de(t)}`;
    return `${messageKind.de(t)}${t('user') && ` an ${t('user')}`}${more.de(t)}${t('target') && ` (${t('target')})`} ${outcome}${why}`;
  },
};

const messageKind: Readonly<Record<Language, Sentence>> = {
  en: (t) => {
    const channel = choose(t('channel'), {
      SMS: 'SMS',
      VOICE: 'Call',
      EMAIL: 'E-mail',
      PUSH: 'Push message',
      NULL: 'Message to nobody',
      '': 'Notification',
    });
    return (
      channel +
      choose(
        t('kind'),
        { UPDATE: ' about a change', CONFIRMATION: ' with a confirmation', SUMMARY: ' with a summary', '': '' },
        '',
      )
    );
  },
  de: (t) => {
    const channel = choose(t('channel'), {
      SMS: 'SMS',
      VOICE: 'Anruf',
      EMAIL: 'E-Mail',
      PUSH: 'Push-Nachricht',
      NULL: 'Nachricht an niemanden',
      '': 'Benachrichtigung',
    });
    return (
      channel +
      choose(
        t('kind'),
        {
          UPDATE: ' über eine Änderung',
          CONFIRMATION: ' mit einer Bestätigung',
          SUMMARY: ' mit einer Zusammenfassung',
          '': '',
        },
        '',
      )
    );
  },
};

const reason: Readonly<Record<Language, Sentence>> = {
  en: (t) =>
    choose(t('reason'), {
      NOBODY_ON_CALL: 'nobody is on call',
      NOBODY_REACHABLE: 'nobody can be reached',
      POLICY_DELETED: 'the escalation policy does not exist any more',
      STEP_FAILED: 'it failed repeatedly',
      ALL_SENDS_FAILED: 'none of its people could be reached',
      MUTED: 'the person has muted notifications',
      NO_RULE: 'the person has no matching notification rule',
      CONTACT_BLOCKED: 'the contact is blocked',
      CONTACT_NOT_VERIFIED: 'the contact is not verified',
      CONTACT_MISSING: 'the contact does not exist any more',
      NO_DEVICE: 'no device is registered',
      COUNTRY_NOT_ALLOWED: 'this deployment neither texts nor calls numbers of that country (option phoneCountries)',
      COSTLY_NUMBER: 'the number charges whoever calls or texts it',
      TEXTS_OF_PERSON_USED_UP: 'the texts that one person may get on one day are used up (option dailyTextsPerUser)',
      CALLS_OF_PERSON_USED_UP: 'the calls that one person may get on one day are used up (option dailyCallsPerUser)',
      TEXTS_USED_UP: 'all texts of the day are used up (option dailyTexts)',
      CALLS_USED_UP: 'all calls of the day are used up (option dailyCalls)',
      REQUESTED_OF_PERSON_USED_UP: 'the codes, tests and confirmations that one person may get on one day are used up',
      REQUESTED_USED_UP: 'all codes, tests and confirmations of the day are used up',
      CHANNEL_NOT_AVAILABLE: 'the channel is not available',
      NO_ANSWER_FROM_PROVIDER: 'the provider did not answer',
      ACCEPTED: 'the alert was accepted',
      RESOLVED: 'the alert was resolved',
      ANSWERED: 'its alerts were answered',
      SUPERSEDED: 'the alert was escalated or assigned anew',
      RESTORED: 'it was out of date when Tocsin was restored from a backup',
      ALERT_GONE: 'the alert does not exist any more',
      USER_GONE: 'the person does not exist any more',
      RESPONDER_REMOVED: 'the person is no responder any more',
      WINDOW: 'too many messages in a short time',
      DUPLICATE: 'the same message was sent a moment ago',
      TOO_MANY: 'too many messages in a short time',
      BUSY: 'the line was busy',
      NO_ANSWER: 'nobody picked up',
      UNKNOWN_SENDER: 'the sender is no verified contact',
      NOT_AUTHENTICATED: 'the sender could not be authenticated',
      BAD_TOKEN: 'the reply address is not valid any more',
    }),
  de: (t) =>
    choose(t('reason'), {
      NOBODY_ON_CALL: 'niemand ist im Dienst',
      NOBODY_REACHABLE: 'niemand ist erreichbar',
      POLICY_DELETED: 'die Eskalationsrichtlinie gibt es nicht mehr',
      STEP_FAILED: 'sie ist wiederholt fehlgeschlagen',
      ALL_SENDS_FAILED: 'niemand auf ihr war zu erreichen',
      MUTED: 'die Person hat Benachrichtigungen stummgeschaltet',
      NO_RULE: 'die Person hat keine passende Benachrichtigungsregel',
      CONTACT_BLOCKED: 'der Kontakt ist gesperrt',
      CONTACT_NOT_VERIFIED: 'der Kontakt ist nicht bestätigt',
      CONTACT_MISSING: 'den Kontakt gibt es nicht mehr',
      NO_DEVICE: 'kein Gerät ist angemeldet',
      COUNTRY_NOT_ALLOWED:
        'Nummern dieses Landes werden hier weder angerufen noch per SMS erreicht (Option phoneCountries)',
      COSTLY_NUMBER: 'wer die Nummer anruft oder ihr schreibt, zahlt einen Sondertarif',
      TEXTS_OF_PERSON_USED_UP:
        'die SMS, die eine Person an einem Tag bekommen kann, sind verbraucht (Option dailyTextsPerUser)',
      CALLS_OF_PERSON_USED_UP:
        'die Anrufe, die eine Person an einem Tag bekommen kann, sind verbraucht (Option dailyCallsPerUser)',
      TEXTS_USED_UP: 'alle SMS des Tages sind verbraucht (Option dailyTexts)',
      CALLS_USED_UP: 'alle Anrufe des Tages sind verbraucht (Option dailyCalls)',
      REQUESTED_OF_PERSON_USED_UP:
        'die Codes, Tests und Bestätigungen, die eine Person an einem Tag bekommen kann, sind verbraucht',
      REQUESTED_USED_UP: 'alle Codes, Tests und Bestätigungen des Tages sind verbraucht',
      CHANNEL_NOT_AVAILABLE: 'der Kanal ist nicht verfügbar',
      NO_ANSWER_FROM_PROVIDER: 'der Anbieter hat nicht geantwortet',
      ACCEPTED: 'der Alarm wurde angenommen',
      RESOLVED: 'der Alarm wurde gelöst',
      ANSWERED: 'ihre Alarme wurden beantwortet',
      SUPERSEDED: 'der Alarm wurde neu eskaliert oder zugewiesen',
      RESTORED: 'sie war veraltet, als Tocsin aus einer Sicherung wiederhergestellt wurde',
      ALERT_GONE: 'den Alarm gibt es nicht mehr',
      USER_GONE: 'die Person gibt es nicht mehr',
      RESPONDER_REMOVED: 'die Person bearbeitet den Alarm nicht mehr',
      WINDOW: 'zu viele Nachrichten in kurzer Zeit',
      DUPLICATE: 'dieselbe Nachricht wurde eben erst gesendet',
      TOO_MANY: 'zu viele Nachrichten in kurzer Zeit',
      BUSY: 'besetzt',
      NO_ANSWER: 'niemand hat abgehoben',
      UNKNOWN_SENDER: 'der Absender ist kein bestätigter Kontakt',
      NOT_AUTHENTICATED: 'der Absender ist nicht beglaubigt',
      BAD_TOKEN: 'die Antwortadresse ist nicht mehr gültig',
    }),
};

/** The words for a value; the value itself (or `otherwise`) when there are none, such as a provider's own message. */
const choose = (value: string, words: Readonly<Record<string, string>>, otherwise: string = value): string =>
  Object.hasOwn(words, value) ? (words[value] ?? otherwise) : otherwise;
