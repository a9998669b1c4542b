import { words } from '../../words/language.tsx';

export const reachWords = words(
  {
    lead: 'Everybody on call within the next two weeks whom a page may not wake, and what to do about it.',
    all: 'Everybody on call can be reached',
    allWhy: 'Within the next two weeks each of them has a way that Tocsin can wake them by.',
    unreached: (count: number) => (count === 1 ? 'One person may not be woken' : `${count} people may not be woken`),
    toPerson: 'Open their settings',
    toMe: 'Open my settings',
    onCall: 'On call for',
    level: (level: number) => `level ${level}`,
    always: 'always',
    muted: (time: string) => `Muted until ${time}.`,
    why: {
      DELETED: ['They do not exist any more', 'Put somebody else into the policy or the schedule that names them.'],
      NOT_A_RESPONDER: [
        'Their role does not let them answer',
        'Give them the role Responder or more, or put somebody else there.',
      ],
      NO_VERIFIED_PHONE: ['No phone number is verified', 'They enter their number under Me and confirm the code.'],
      NO_HIGH_PRIORITY_RULE: ['No rule tells them of urgent alerts', 'They add a notification rule for high priority.'],
      NO_WORKING_RULE: [
        'None of their rules can reach them',
        'Their rules lead to contacts that do not work or are not set up here: change the rules.',
      ],
      CONTACT_LOCKED: [
        'A contact of theirs is locked',
        'Messages to it have bounced or been refused: they unlock or replace it.',
      ],
      INVALID_NUMBER: ['A phone number cannot exist', 'They correct it under Me.'],
      COUNTRY_NOT_ALLOWED: [
        'Calls and texts to that country are not allowed',
        'An administrator allows the country, or they use another number.',
      ],
      ONLY_SNS_TEXTS: [
        'They are reached by texts alone, which nobody can answer',
        'They add a push device or a call to their rules.',
      ],
      MUTED: ['They have muted themselves', 'They end the mute under Me, or somebody stands in.'],
    } as Readonly<Record<string, readonly [string, string]>>,
  },
  {
    lead: 'Alle mit Bereitschaft in den nächsten zwei Wochen, die ein Alarm vielleicht nicht weckt, und was zu tun ist.',
    all: 'Alle mit Bereitschaft sind erreichbar',
    allWhy: 'In den nächsten zwei Wochen hat jede und jeder einen Weg, auf dem Tocsin wecken kann.',
    unreached: (count) =>
      count === 1 ? 'Eine Person wird vielleicht nicht geweckt' : `${count} Menschen werden vielleicht nicht geweckt`,
    toPerson: 'Einstellungen öffnen',
    toMe: 'Meine Einstellungen',
    onCall: 'Bereitschaft für',
    level: (level) => `Stufe ${level}`,
    always: 'immer',
    muted: (time) => `Stumm bis ${time}.`,
    why: {
      DELETED: ['Es gibt diese Person nicht mehr', 'Setzen Sie jemand anderen in die Eskalationskette oder den Plan.'],
      NOT_A_RESPONDER: [
        'Die Rolle erlaubt keine Antwort',
        'Geben Sie die Rolle Responder oder mehr, oder setzen Sie jemand anderen ein.',
      ],
      NO_VERIFIED_PHONE: [
        'Keine Telefonnummer ist bestätigt',
        'Unter „Ich“ die Nummer eintragen und den Code bestätigen.',
      ],
      NO_HIGH_PRIORITY_RULE: [
        'Keine Regel meldet dringende Alarme',
        'Eine Benachrichtigungsregel für hohe Priorität anlegen.',
      ],
      NO_WORKING_RULE: [
        'Keine der Regeln führt zum Ziel',
        'Die Regeln nennen Kontakte, die nicht gehen oder hier nicht eingerichtet sind: Regeln ändern.',
      ],
      CONTACT_LOCKED: [
        'Ein Kontakt ist gesperrt',
        'Nachrichten dorthin kamen zurück oder wurden abgelehnt: entsperren oder ersetzen.',
      ],
      INVALID_NUMBER: ['Eine Telefonnummer kann es nicht geben', 'Unter „Ich“ berichtigen.'],
      COUNTRY_NOT_ALLOWED: [
        'Anrufe und SMS in dieses Land sind nicht erlaubt',
        'Die Administration erlaubt das Land, oder es gilt eine andere Nummer.',
      ],
      ONLY_SNS_TEXTS: [
        'Nur SMS, auf die man nicht antworten kann',
        'Ein Push-Gerät oder einen Anruf in die Regeln aufnehmen.',
      ],
      MUTED: ['Stummgeschaltet', 'Stummschaltung unter „Ich“ beenden, oder jemand springt ein.'],
    },
  },
);
