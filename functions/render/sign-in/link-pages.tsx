import type { Language } from '../../domain/user/user.ts';
import { inLanguage } from '../subject-matter.ts';
import { type SignInLook, signInPage } from './page.tsx';

/** After the form was sent: the same for every address. */
export function mailSentPage({ language, face }: SignInLook): string {
  const { title, sent, open } = inLanguage(language, {
    en: {
      title: 'Look into your mail',
      sent: 'If the address is known here, a link is on its way to it. It works once, within ten minutes.',
      open: 'Open it in this browser.',
    },
    de: {
      title: 'Sehen Sie in Ihre E-Mail',
      sent: 'Wenn die Adresse hier bekannt ist, ist ein Link dorthin unterwegs. Er gilt einmal, zehn Minuten lang.',
      open: 'Öffnen Sie ihn in diesem Browser.',
    },
  });
  return signInPage({
    language,
    face,
    title,
    children: (
      <>
        <p role="status">{sent}</p>
        <p>{open}</p>
      </>
    ),
  });
}

/** Behind a link: it changes nothing until the button is pressed, so that whoever looks through mail does no harm. */
export function linkPage({ language, face }: SignInLook): string {
  const { title, ask, go } = inLanguage(language, {
    en: { title: 'Sign in', ask: 'One more step: press the button to sign in on this browser.', go: 'Sign in' },
    de: {
      title: 'Anmelden',
      ask: 'Noch ein Schritt: Mit dem Knopf melden Sie sich in diesem Browser an.',
      go: 'Anmelden',
    },
  });
  return signInPage({
    language,
    face,
    title,
    children: (
      <>
        <p>{ask}</p>
        <form method="post">
          <button type="submit">{go}</button>
        </form>
      </>
    ),
  });
}

/** Why somebody was not let in; it tells nothing of anybody. */
export type Refusal =
  | 'LINK_INVALID'
  | 'LINK_OVER'
  | 'OTHER_SITE'
  | 'TOO_MANY'
  | 'PROVIDER_FAILED'
  | 'NOT_LET_IN'
  | 'INVITATION_OVER'
  | 'INVITATION_REFUSED'
  | 'NOT_BEGUN_HERE'
  | 'FAILED';

const refusals: Readonly<Record<Language, Readonly<Record<Refusal, string>>>> = {
  en: {
    LINK_INVALID: 'This link is not valid here. It works only in the browser in which you asked for it.',
    LINK_OVER: 'This link was used before, or is older than ten minutes. Ask for a new one.',
    OTHER_SITE: 'Another site asked for this. Nothing was changed.',
    TOO_MANY: 'Too many attempts. Try again in a quarter of an hour.',
    PROVIDER_FAILED: 'Signing in over your provider did not work. Try again, or ask whoever looks after Tocsin.',
    NOT_LET_IN: 'Your account there does not lead in here. Ask whoever looks after Tocsin.',
    INVITATION_OVER:
      'This invitation was used before, is older than seven days, or a newer one was sent. If you have been here before, sign in; otherwise ask whoever looks after Tocsin for a new one.',
    INVITATION_REFUSED: 'This invitation does not let you in here.',
    NOT_BEGUN_HERE:
      'This page is over. Open the link in your mail again, and press the button within a quarter of an hour.',
    FAILED: 'Something went wrong. Nothing was changed.',
  },
  de: {
    LINK_INVALID: 'Dieser Link gilt hier nicht. Er gilt nur in dem Browser, in dem Sie ihn angefordert haben.',
    LINK_OVER: 'Dieser Link wurde schon benutzt oder ist älter als zehn Minuten. Fordern Sie einen neuen an.',
    OTHER_SITE: 'Eine andere Website hat dies veranlasst. Es wurde nichts geändert.',
    TOO_MANY: 'Zu viele Versuche. Versuchen Sie es in einer Viertelstunde noch einmal.',
    PROVIDER_FAILED:
      'Die Anmeldung über Ihren Anbieter hat nicht geklappt. Versuchen Sie es noch einmal, oder fragen Sie, wer sich um Tocsin kümmert.',
    NOT_LET_IN: 'Ihr Konto dort führt hier nicht hinein. Fragen Sie, wer sich um Tocsin kümmert.',
    INVITATION_OVER:
      'Diese Einladung wurde schon benutzt, ist älter als sieben Tage, oder es gibt eine neuere. Wenn Sie schon hier waren, melden Sie sich an; sonst bitten Sie um eine neue, wer sich um Tocsin kümmert.',
    INVITATION_REFUSED: 'Diese Einladung lässt Sie hier nicht hinein.',
    NOT_BEGUN_HERE:
      'Diese Seite ist abgelaufen. Öffnen Sie den Link in Ihrer E-Mail noch einmal, und drücken Sie den Knopf innerhalb einer Viertelstunde.',
    FAILED: 'Etwas ist schiefgegangen. Es wurde nichts geändert.',
  },
};

/** The page of whoever was not let in, with the way to try again. */
export function refusalPage(refusal: Refusal, { language, face }: SignInLook): string {
  const { title, again } = inLanguage(language, {
    en: { title: 'Not signed in', again: 'Sign in' },
    de: { title: 'Nicht angemeldet', again: 'Anmelden' },
  });
  return signInPage({
    language,
    face,
    title,
    children: (
      <>
        <p role="alert">{refusals[language][refusal]}</p>
        <a class="button" href="/auth/login">
          {again}
        </a>
      </>
    ),
  });
}
