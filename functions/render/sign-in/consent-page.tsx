import type { Scope } from '../../domain/access/scope.ts';
import type { Language } from '../../domain/user/user.ts';
import { oneLine } from '../plain.ts';
import { inLanguage } from '../subject-matter.ts';
import { signInPage } from './page.tsx';

export interface ConsentQuestion {
  readonly language: Language;
  readonly appName: string;
  readonly email: string;
  readonly redirectUri: string;
  readonly scopes: readonly Scope[];
  /** What is asked, sealed. */
  readonly request: string;
}

const words = {
  en: {
    title: 'Let an app act for you?',
    asks: 'asks to act for',
    may: 'It could:',
    goesTo: 'Afterwards you are sent to',
    never: 'It never gets more than you may do yourself.',
    allow: 'Allow',
    refuse: 'Refuse',
    access: { r: 'see', w: 'see, create and change', d: 'see, create, change and delete' },
  },
  de: {
    title: 'Darf eine App für Sie handeln?',
    asks: 'möchte handeln für',
    may: 'Sie könnte:',
    goesTo: 'Danach geht es weiter zu',
    never: 'Mehr als Sie selbst darf sie nie.',
    allow: 'Erlauben',
    refuse: 'Ablehnen',
    access: { r: 'sehen', w: 'sehen, anlegen und ändern', d: 'sehen, anlegen, ändern und löschen' },
  },
};

/** What scopes are about, in words for whoever is asked. */
const things: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  profile: { en: 'your profile', de: 'Ihr Profil' },
  policy: { en: 'escalation policies', de: 'Eskalationsrichtlinien' },
  schedule: { en: 'schedules and who is on call', de: 'Dienstpläne und wer Dienst hat' },
  source: { en: 'alert sources with their keys', de: 'Alarmquellen mit ihren Schlüsseln' },
  support_hour: { en: 'support hours', de: 'Servicezeiten' },
  monitor: { en: 'heartbeat monitors', de: 'Heartbeat-Monitore' },
  action: { en: 'alert actions', de: 'Alarmaktionen' },
  connector: { en: 'connectors', de: 'Konnektoren' },
  maintenance: { en: 'maintenance windows', de: 'Wartungsfenster' },
  report: { en: 'reports', de: 'Berichte' },
  template: { en: 'incident templates', de: 'Vorlagen für Vorfälle' },
  service: { en: 'services', de: 'Dienste' },
  status_page: { en: 'status pages', de: 'Statusseiten' },
  team: { en: 'teams', de: 'Teams' },
  user: { en: 'people, their contacts, rules and API keys', de: 'Personen, ihre Kontakte, Regeln und API-Schlüssel' },
  alert: { en: 'alerts', de: 'Alarme' },
  incident: { en: 'incidents', de: 'Vorfälle' },
  metric: { en: 'metrics', de: 'Metriken' },
  metric_source: { en: 'metric data sources', de: 'Datenquellen von Metriken' },
  account: {
    en: 'apps, identity providers and the audit log',
    de: 'Apps, Identitätsanbieter und das Änderungsprotokoll',
  },
};
const offline = { en: 'act for you also while you are away', de: 'auch handeln, während Sie nicht da sind' };

/** What a scope lets an app do, in a line. */
export function scopeLine(scope: Scope, language: Language): string {
  const [name = '', access = 'r'] = scope.split(':');
  if (name === 'offline_access') return offline[language];
  const thing = things[name]?.[language] ?? name;
  const verb = words[language].access[access as 'r' | 'w' | 'd'];
  return language === 'en' ? `${verb} ${thing}` : `${thing} ${verb}`;
}

/** Asks somebody whether an app may act for them. Nothing happens until a button is pressed. */
export function consentPage({ language, appName, email, redirectUri, scopes, request }: ConsentQuestion): string {
  const word = inLanguage(language, words);
  return signInPage({
    language,
    title: word.title,
    children: (
      <>
        <p>
          <strong>
            <bdi>{oneLine(appName, 255)}</bdi>
          </strong>{' '}
          {word.asks} <strong>{email}</strong>.
        </p>
        <p>{word.may}</p>
        <ul>
          {scopes.map((scope) => (
            <li>{scopeLine(scope, language)}</li>
          ))}
        </ul>
        <p class="faint">{word.never}</p>
        <p class="faint">
          {word.goesTo} <bdi>{new URL(redirectUri).host}</bdi>.
        </p>
        <form method="post" action="/api/developers/oauth2/authorize">
          <input type="hidden" name="request" value={request} />
          <button type="submit" name="decision" value="allow">
            {word.allow}
          </button>
          <button type="submit" name="decision" value="refuse" class="quiet">
            {word.refuse}
          </button>
        </form>
      </>
    ),
  });
}

/** Why nobody is asked: the address of the app is not to be trusted with an answer. */
export function consentRefusedPage(language: Language): string {
  const { title, why } = inLanguage(language, {
    en: {
      title: 'This app cannot be let in',
      why: 'Its address is not registered here, or the page is over. Begin again in the app; nothing was changed.',
    },
    de: {
      title: 'Diese App kann nicht eingelassen werden',
      why: 'Ihre Adresse ist hier nicht registriert, oder die Seite ist abgelaufen. Beginnen Sie in der App von vorn; es wurde nichts geändert.',
    },
  });
  return signInPage({ language, title, children: <p role="alert">{why}</p> });
}
