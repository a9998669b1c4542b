import type { Language } from '../domain/user/user.ts';

type Text = (name: string) => string;

/** What was deployed, and how long before the alert began. */
export const deployed: Readonly<Record<Language, (text: Text) => string>> = {
  en: (t) =>
    `Deployed by ${t('pipeline')}, ${minutes(t, 'less than a minute', 'a minute', 'minutes')} before this alert${by(t)}: ${t('summary')}`,
  de: (t) =>
    `Ausgeliefert von ${t('pipeline')}, ${minutes(t, 'weniger als eine Minute', 'eine Minute', 'Minuten')} vor diesem Alarm${by(t)}: ${t('summary')}`,
};

const by = (t: Text): string => t('user') && ` (${t('user')})`;

function minutes(t: Text, less: string, one: string, several: string): string {
  const count = Number(t('minutes'));
  if (count < 1) return less;
  return count === 1 ? one : `${count} ${several}`;
}
