import type { Language } from '../domain/user/user.ts';
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

/** A test of one contact. */
export const testText = (language: Language): ReadyText =>
  inLanguage(language, {
    en: { subject: 'Tocsin test', text: 'This is a test from Tocsin. Alerts will reach you here.' },
    de: { subject: 'Tocsin-Test', text: 'Dies ist ein Test von Tocsin. Alarme erreichen Sie hier.' },
  });
