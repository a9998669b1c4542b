import type { Language } from '../domain/user/user.ts';
import { oneLine } from './plain.ts';
import { inLanguage } from './subject-matter.ts';

export interface ReadyText {
  readonly subject: string;
  readonly text: string;
}

/** The code that proves that a contact belongs to the person. */
export const verificationText = (code: string, language: Language): ReadyText =>
  inLanguage(language, {
    en: { subject: 'Your verification code', text: `Your Tocsin verification code is ${code}.` },
    de: { subject: 'Ihr Bestätigungscode', text: `Ihr Bestätigungscode für Tocsin ist ${code}.` },
  });

/** The words around a link that signs somebody in. */
export const signInText = (language: Language): ReadyText =>
  inLanguage(language, {
    en: {
      subject: 'Sign in to Tocsin',
      text: 'Open this link in the browser in which you asked for it. It works once, within ten minutes.\n\nIf you did not ask for it, ignore this mail: nobody gets in without it.',
    },
    de: {
      subject: 'Bei Tocsin anmelden',
      text: 'Öffnen Sie diesen Link in dem Browser, in dem Sie ihn angefordert haben. Er gilt einmal, zehn Minuten lang.\n\nWenn Sie ihn nicht angefordert haben, ignorieren Sie diese E-Mail: ohne sie kommt niemand hinein.',
    },
  });

/** The words around a link that lets somebody see a status page. */
export function pageSignInText(language: Language, page: string): ReadyText {
  const name = oneLine(page, 60);
  return inLanguage(language, {
    en: {
      subject: `Sign in to ${name}`,
      text: `Open this link in the browser in which you asked for it, to see the status page ${name}. It works once, within ten minutes.\n\nIf you did not ask for it, ignore this mail: nobody gets in without it.`,
    },
    de: {
      subject: `Bei ${name} anmelden`,
      text: `Öffnen Sie diesen Link in dem Browser, in dem Sie ihn angefordert haben, um die Statusseite ${name} zu sehen. Er gilt einmal, zehn Minuten lang.\n\nWenn Sie ihn nicht angefordert haben, ignorieren Sie diese E-Mail: ohne sie kommt niemand hinein.`,
    },
  });
}

/** To somebody who asked for a link and gets in over an identity provider alone. */
export const signInOverText = (
  language: Language,
  { name, address }: { readonly name: string; readonly address: string },
): ReadyText =>
  inLanguage(language, {
    en: {
      subject: 'Sign in to Tocsin',
      text: `With your address you sign in over ${oneLine(name, 60)}:\n${address}\n\nIf you did not ask for this, ignore it.`,
    },
    de: {
      subject: 'Bei Tocsin anmelden',
      text: `Mit Ihrer Adresse melden Sie sich über ${oneLine(name, 60)} an:\n${address}\n\nWenn Sie nicht darum gebeten haben, ignorieren Sie dies.`,
    },
  });

/** A test of one contact. */
export const testText = (language: Language): ReadyText =>
  inLanguage(language, {
    en: { subject: 'Tocsin test', text: 'This is a test from Tocsin. Alerts will reach you here.' },
    de: { subject: 'Tocsin-Test', text: 'Dies ist ein Test von Tocsin. Alarme erreichen Sie hier.' },
  });
