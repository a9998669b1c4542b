import type { Locale } from '../../domain/subscriber/page-subscriber.ts';
import type { Language } from '../../domain/user/user.ts';
import { type SignInFace, signInPage } from './page.tsx';

/** Whose subscribers these forms are for. */
export interface SubscribeLook {
  readonly language: Language;
  readonly face: SignInFace;
}

interface Choice {
  readonly id: number;
  readonly name: string;
  readonly isChosen: boolean;
}

/** What a form said, to be corrected. */
export interface Said {
  readonly target: string;
  readonly type: string;
  readonly locale: Locale;
  readonly problem?: 'target' | 'type' | 'services' | undefined;
}

interface Words {
  readonly title: (page: string) => string;
  readonly intro: string;
  readonly how: string;
  readonly ways: Readonly<Record<'EMAIL' | 'SMS' | 'WEBHOOK', string>>;
  readonly where: string;
  readonly whereHint: string;
  readonly what: string;
  readonly all: string;
  readonly mails: string;
  readonly languages: Readonly<Record<Locale, string>>;
  readonly subscribe: string;
  readonly problem: Readonly<Record<'target' | 'type' | 'services', string>>;
  readonly asked: string;
  readonly askedText: string;
  readonly confirmTitle: string;
  readonly confirmText: (page: string) => string;
  readonly confirmed: string;
  readonly confirmedText: (page: string) => string;
  readonly secret: string;
  readonly manage: string;
  readonly manageText: string;
  readonly save: string;
  readonly saved: string;
  readonly removeTitle: string;
  readonly removeText: (page: string) => string;
  readonly remove: string;
  readonly removed: string;
  readonly removedText: string;
  readonly gone: string;
  readonly goneText: string;
  readonly again: string;
  readonly back: string;
}

const wordsOf: Readonly<Record<Language, Words>> = {
  en: {
    title: (page) => `Subscribe to ${page}`,
    intro: 'You are told of incidents and maintenance. First we ask whether it was you.',
    how: 'How',
    ways: { EMAIL: 'E-mail', SMS: 'Text message', WEBHOOK: 'Webhook' },
    where: 'Address, number or URL',
    whereHint: 'ada@example.com, +44 7700 900123, https://example.com/hook',
    what: 'What',
    all: 'Nothing chosen means everything, also what comes later.',
    mails: 'Language',
    languages: { 'en-GB': 'English', 'de-DE': 'German' },
    subscribe: 'Subscribe',
    problem: {
      target: 'This is no address that can be reached.',
      type: 'This way is not set up here.',
      services: 'One of these is not on this page any more.',
    },
    asked: 'Look for a message from us',
    askedText:
      'If the address can be subscribed, a message with a link is on its way to it. Nothing else is sent until you confirm.',
    confirmTitle: 'Confirm your subscription',
    confirmText: (page) => `From now on you would be told what happens on ${page}.`,
    confirmed: 'You are subscribed',
    confirmedText: (page) => `You will be told what happens on ${page}.`,
    secret: 'Messages to your webhook are signed (Standard Webhooks) with',
    manage: 'What you hear of',
    manageText: 'Nothing chosen means everything, also what comes later.',
    save: 'Save',
    saved: 'Saved.',
    removeTitle: 'Unsubscribe',
    removeText: (page) => `You would not be told any more what happens on ${page}.`,
    remove: 'Unsubscribe',
    removed: 'You are unsubscribed',
    removedText: 'Nothing more is sent to you.',
    gone: 'This subscription is over',
    goneText: 'It was ended, or never confirmed.',
    again: 'Subscribe again',
    back: 'To the status page',
  },
  de: {
    title: (page) => `${page} abonnieren`,
    intro: 'Sie hören von Störungen und Wartungen. Zuerst fragen wir nach, ob Sie es waren.',
    how: 'Wie',
    ways: { EMAIL: 'E-Mail', SMS: 'SMS', WEBHOOK: 'Webhook' },
    where: 'Adresse, Nummer oder URL',
    whereHint: 'ada@example.com, +49 1512 3456789, https://example.com/hook',
    what: 'Wovon',
    all: 'Nichts ausgewählt heißt alles, auch was später dazukommt.',
    mails: 'Sprache',
    languages: { 'en-GB': 'Englisch', 'de-DE': 'Deutsch' },
    subscribe: 'Abonnieren',
    problem: {
      target: 'Das ist keine Adresse, die erreicht werden kann.',
      type: 'Dieser Weg ist hier nicht eingerichtet.',
      services: 'Eines davon steht nicht mehr auf dieser Seite.',
    },
    asked: 'Achten Sie auf eine Nachricht von uns',
    askedText:
      'Kann die Adresse abonniert werden, ist eine Nachricht mit einem Link zu ihr unterwegs. Bis Sie bestätigen, wird nichts anderes geschickt.',
    confirmTitle: 'Abonnement bestätigen',
    confirmText: (page) => `Von da an hören Sie, was sich auf ${page} tut.`,
    confirmed: 'Sie haben abonniert',
    confirmedText: (page) => `Sie hören, was sich auf ${page} tut.`,
    secret: 'Nachrichten an Ihren Webhook sind signiert (Standard Webhooks) mit',
    manage: 'Wovon Sie hören',
    manageText: 'Nichts ausgewählt heißt alles, auch was später dazukommt.',
    save: 'Speichern',
    saved: 'Gespeichert.',
    removeTitle: 'Abbestellen',
    removeText: (page) => `Sie hören dann nicht mehr, was sich auf ${page} tut.`,
    remove: 'Abbestellen',
    removed: 'Sie haben abbestellt',
    removedText: 'Sie bekommen nichts mehr.',
    gone: 'Dieses Abonnement ist beendet',
    goneText: 'Es wurde beendet oder nie bestätigt.',
    again: 'Neu abonnieren',
    back: 'Zur Statusseite',
  },
};

const Services = ({ choices, legend, hint }: { choices: readonly Choice[]; legend: string; hint: string }) =>
  choices.length === 0 ? null : (
    <fieldset>
      <legend>{legend}</legend>
      {choices.map(({ id, name, isChosen }) => (
        <label class="check">
          <input type="checkbox" name="services" value={String(id)} checked={isChosen} /> <bdi>{name}</bdi>
        </label>
      ))}
      <p class="faint">{hint}</p>
    </fieldset>
  );

const Back = ({ words }: { words: Words }) => (
  <p>
    <a href="/">{words.back}</a>
  </p>
);

/** The form by which somebody asks to be told. */
export function subscribePage(
  { language, face }: SubscribeLook,
  {
    ways,
    choices,
    said,
  }: {
    readonly ways: readonly ('EMAIL' | 'SMS' | 'WEBHOOK')[];
    readonly choices: readonly Choice[];
    readonly said: Said;
  },
): string {
  const words = wordsOf[language];
  const { problem } = said;
  return signInPage({
    language,
    face,
    title: words.title(face.name),
    children: (
      <>
        <p>{words.intro}</p>
        <form method="post" action="/subscribe">
          <label for="type">{words.how}</label>
          <select id="type" name="type">
            {ways.map((way) => (
              <option value={way} selected={way === said.type}>
                {words.ways[way]}
              </option>
            ))}
          </select>
          <label for="target">{words.where}</label>
          <p id="hint" class="faint">
            {words.whereHint}
          </p>
          <input
            id="target"
            name="target"
            type="text"
            value={said.target}
            autocomplete="email"
            required
            maxLength={2000}
            aria-describedby={problem ? 'hint problem' : 'hint'}
            aria-invalid={problem === 'target' ? 'true' : undefined}
          />
          {problem && (
            <p id="problem" class="bad" role="alert">
              {words.problem[problem]}
            </p>
          )}
          <Services choices={choices} legend={words.what} hint={words.all} />
          <label for="locale">{words.mails}</label>
          <select id="locale" name="locale">
            {(['en-GB', 'de-DE'] as const).map((locale) => (
              <option value={locale} selected={locale === said.locale}>
                {words.languages[locale]}
              </option>
            ))}
          </select>
          <button type="submit">{words.subscribe}</button>
        </form>
        <Back words={words} />
      </>
    ),
  });
}

/** The same for everybody who has asked. */
export function askedPage({ language, face }: SubscribeLook): string {
  const words = wordsOf[language];
  return signInPage({
    language,
    face,
    title: words.asked,
    children: (
      <>
        <p>{words.askedText}</p>
        <Back words={words} />
      </>
    ),
  });
}

/** What a link asks before it does anything: mail programs look at links. */
export function questionPage({ language, face }: SubscribeLook, kind: 'CONFIRM' | 'REMOVE'): string {
  const words = wordsOf[language];
  const isConfirming = kind === 'CONFIRM';
  return signInPage({
    language,
    face,
    title: isConfirming ? words.confirmTitle : words.removeTitle,
    children: (
      <>
        <p>{(isConfirming ? words.confirmText : words.removeText)(face.name)}</p>
        <form method="post">
          <button type="submit">{isConfirming ? words.confirmTitle : words.remove}</button>
        </form>
        <Back words={words} />
      </>
    ),
  });
}

/** That somebody is told from now on; whose webhook it is learns how its messages are signed. */
export function confirmedPage(
  { language, face }: SubscribeLook,
  { manage, secret }: { readonly manage: string; readonly secret?: string | undefined },
): string {
  const words = wordsOf[language];
  return signInPage({
    language,
    face,
    title: words.confirmed,
    children: (
      <>
        <p>{words.confirmedText(face.name)}</p>
        {secret && (
          <p>
            {words.secret} <code>{secret}</code>
          </p>
        )}
        <p>
          <a href={manage}>{words.manage}</a>
        </p>
        <Back words={words} />
      </>
    ),
  });
}

/** Of which services a subscriber hears. */
export function managePage(
  { language, face }: SubscribeLook,
  {
    choices,
    isSaved,
    remove,
  }: { readonly choices: readonly Choice[]; readonly isSaved: boolean; readonly remove: string },
): string {
  const words = wordsOf[language];
  return signInPage({
    language,
    face,
    title: words.manage,
    children: (
      <>
        {isSaved && <p role="status">{words.saved}</p>}
        <form method="post">
          <Services choices={choices} legend={words.what} hint={words.manageText} />
          <button type="submit">{words.save}</button>
        </form>
        <p>
          <a href={remove}>{words.remove}</a>
        </p>
        <Back words={words} />
      </>
    ),
  });
}

/** That nobody is told any more; the same whether somebody was. */
export function removedPage({ language, face }: SubscribeLook): string {
  const words = wordsOf[language];
  return signInPage({
    language,
    face,
    title: words.removed,
    children: (
      <>
        <p>{words.removedText}</p>
        <p>
          <a href="/subscribe">{words.again}</a>
        </p>
        <Back words={words} />
      </>
    ),
  });
}

/** A link whose subscription is over. */
export function overPage({ language, face }: SubscribeLook): string {
  const words = wordsOf[language];
  return signInPage({
    language,
    face,
    title: words.gone,
    children: (
      <>
        <p>{words.goneText}</p>
        <p>
          <a href="/subscribe">{words.again}</a>
        </p>
        <Back words={words} />
      </>
    ),
  });
}
