import type { Language } from '../domain/user/user.ts';

type Vars = (name: string) => string;
type Sentence = (text: Vars) => string;

/** Who has set an alert action in motion, where somebody has. */
const byHand: Readonly<Record<Language, Sentence>> = {
  en: (t) => t('user') && `, set in motion by ${t('user')},`,
  de: (t) => t('user') && `, ausgelöst von ${t('user')},`,
};

/** What an alert action has done, as its target says it. */
export const actionDone: Readonly<Record<Language, Sentence>> = {
  en: (t) => `Alert action ${t('action')}${byHand.en(t)} was carried out: ${t('said')}`,
  de: (t) => `Die Aktion ${t('action')}${byHand.de(t)} wurde ausgeführt: ${t('said')}`,
};

/** Why an attempt of an alert action has failed, and whether there will be another one. */
export const actionFailed: Readonly<Record<Language, Sentence>> = {
  en: (t) =>
    `Alert action ${t('action')}${byHand.en(t)} failed${t('nextAt') && ' and will be tried again'}: ${t('said')}`,
  de: (t) =>
    `Die Aktion ${t('action')}${byHand.de(t)} ist fehlgeschlagen${t('nextAt') && ' und wird wiederholt'}: ${t('said')}`,
};
