import type { Locale, SubscriberType } from '../../domain/subscriber/page-subscriber.ts';
import type { Language } from '../../domain/user/user.ts';

/** What of a form has to be corrected. */
export type Problem = 'target' | 'type' | 'services';

/** Why nothing came of a request about a subscription; it tells nothing of anybody. */
export type SubscribeRefusal = 'LINK_INVALID' | 'NOTHING_HERE' | 'OTHER_SITE' | 'TOO_MANY' | 'FAILED';

interface Words {
  readonly title: (page: string) => string;
  readonly intro: string;
  readonly how: string;
  readonly ways: Readonly<Record<SubscriberType, string>>;
  readonly examples: Readonly<Record<SubscriberType, string>>;
  readonly where: string;
  readonly what: string;
  readonly all: string;
  readonly mails: string;
  readonly languages: Readonly<Record<Locale, string>>;
  readonly subscribe: string;
  readonly targets: Readonly<Record<SubscriberType, string>>;
  readonly problem: Readonly<Record<Exclude<Problem, 'target'>, string>>;
  readonly asked: string;
  readonly askedText: string;
  readonly confirmTitle: string;
  readonly confirmText: (page: string) => string;
  readonly confirmed: string;
  readonly confirmedText: (page: string) => string;
  readonly secret: string;
  readonly manage: string;
  readonly save: string;
  readonly saved: string;
  readonly removeTitle: string;
  readonly removeText: (page: string) => string;
  readonly remove: string;
  readonly removed: string;
  readonly removedText: (page: string) => string;
  readonly gone: string;
  readonly goneText: string;
  readonly again: string;
  readonly back: string;
  readonly refused: string;
  readonly refusals: Readonly<Record<SubscribeRefusal, string>>;
}

/** What the pages for subscribers say. */
export const subscribeWords: Readonly<Record<Language, Words>> = {
  en: {
    title: (page) => `Subscribe to ${page}`,
    intro: 'You are told of incidents and planned maintenance. First you get a message that asks whether it was you.',
    how: 'How',
    ways: { EMAIL: 'E-mail', SMS: 'Text message', WEBHOOK: 'Webhook' },
    examples: { EMAIL: 'ada@example.com', SMS: '+44 7700 900123', WEBHOOK: 'https://example.com/hook' },
    where: 'Your address, number or URL',
    what: 'Services',
    all: 'Choose none to hear of everything, also of what comes later.',
    mails: 'Language of the messages',
    languages: { 'en-GB': 'English', 'de-DE': 'German' },
    subscribe: 'Subscribe',
    targets: {
      EMAIL: 'This is not an e-mail address.',
      SMS: 'This number cannot be sent texts. Write it with the code of its country.',
      WEBHOOK: 'This is not a public address that begins with https.',
    },
    problem: {
      type: 'This way is not set up here.',
      services: 'One of the chosen services is not on this page any more.',
    },
    asked: 'One more step',
    askedText:
      'Look for a message from us. If the address can be subscribed, a link to confirm is on its way to it. Nothing else is sent before you press the button behind it.',
    confirmTitle: 'Confirm your subscription',
    confirmText: (page) => `Press the button, and from now on you are told what happens on ${page}.`,
    confirmed: 'You are subscribed',
    confirmedText: (page) => `From now on you are told what happens on ${page}.`,
    secret: 'Messages to your webhook are signed (Standard Webhooks) with this secret:',
    manage: 'What you hear of',
    save: 'Save',
    saved: 'Saved.',
    removeTitle: 'Unsubscribe',
    removeText: (page) => `Press the button, and you are told nothing more of ${page}.`,
    remove: 'Unsubscribe',
    removed: 'You are unsubscribed',
    removedText: (page) => `You are told nothing more of ${page}.`,
    gone: 'This subscription is over',
    goneText: 'It was ended, or never confirmed.',
    again: 'Subscribe again',
    back: 'Back to the status page',
    refused: 'That did not work',
    refusals: {
      LINK_INVALID: 'This link is not valid. Copy the whole of it from the message.',
      NOTHING_HERE: 'Nobody can subscribe to this page.',
      OTHER_SITE: 'Another site asked for this. Nothing was changed.',
      TOO_MANY: 'Too many subscriptions were asked for from here. Try again in a quarter of an hour.',
      FAILED: 'Something went wrong. Nothing was changed. Try again in a few minutes.',
    },
  },
  de: {
    title: (page) => `${page} abonnieren`,
    intro:
      'Sie hören von Störungen und geplanten Wartungen. Zuerst bekommen Sie eine Nachricht, die fragt, ob Sie es waren.',
    how: 'Wie',
    ways: { EMAIL: 'E-Mail', SMS: 'SMS', WEBHOOK: 'Webhook' },
    examples: { EMAIL: 'ada@example.com', SMS: '+49 1512 3456789', WEBHOOK: 'https://example.com/hook' },
    where: 'Ihre Adresse, Nummer oder URL',
    what: 'Dienste',
    all: 'Wählen Sie nichts aus, um von allem zu hören, auch von dem, was später dazukommt.',
    mails: 'Sprache der Nachrichten',
    languages: { 'en-GB': 'Englisch', 'de-DE': 'Deutsch' },
    subscribe: 'Abonnieren',
    targets: {
      EMAIL: 'Das ist keine E-Mail-Adresse.',
      SMS: 'An diese Nummer kann keine SMS geschickt werden. Schreiben Sie sie mit der Vorwahl ihres Landes.',
      WEBHOOK: 'Das ist keine öffentliche Adresse, die mit https beginnt.',
    },
    problem: {
      type: 'Dieser Weg ist hier nicht eingerichtet.',
      services: 'Einer der ausgewählten Dienste steht nicht mehr auf dieser Seite.',
    },
    asked: 'Noch ein Schritt',
    askedText:
      'Achten Sie auf eine Nachricht von uns. Kann die Adresse abonniert werden, ist ein Link zum Bestätigen zu ihr unterwegs. Bevor Sie auf den Knopf dahinter drücken, wird nichts anderes geschickt.',
    confirmTitle: 'Abonnement bestätigen',
    confirmText: (page) => `Drücken Sie auf den Knopf, und Sie hören von nun an, was sich auf ${page} tut.`,
    confirmed: 'Sie haben abonniert',
    confirmedText: (page) => `Von nun an hören Sie, was sich auf ${page} tut.`,
    secret: 'Nachrichten an Ihren Webhook sind mit diesem Geheimnis signiert (Standard Webhooks):',
    manage: 'Wovon Sie hören',
    save: 'Speichern',
    saved: 'Gespeichert.',
    removeTitle: 'Abbestellen',
    removeText: (page) => `Drücken Sie auf den Knopf, und Sie hören nichts mehr von ${page}.`,
    remove: 'Abbestellen',
    removed: 'Sie haben abbestellt',
    removedText: (page) => `Sie hören nichts mehr von ${page}.`,
    gone: 'Dieses Abonnement ist beendet',
    goneText: 'Es wurde beendet oder nie bestätigt.',
    again: 'Neu abonnieren',
    back: 'Zurück zur Statusseite',
    refused: 'Das hat nicht geklappt',
    refusals: {
      LINK_INVALID: 'Dieser Link gilt nicht. Kopieren Sie ihn ganz aus der Nachricht.',
      NOTHING_HERE: 'Diese Seite kann nicht abonniert werden.',
      OTHER_SITE: 'Eine andere Website hat dies veranlasst. Es wurde nichts geändert.',
      TOO_MANY: 'Von hier wurden zu viele Abonnements angefragt. Versuchen Sie es in einer Viertelstunde noch einmal.',
      FAILED: 'Etwas ist schiefgegangen. Es wurde nichts geändert. Versuchen Sie es in ein paar Minuten noch einmal.',
    },
  },
};
