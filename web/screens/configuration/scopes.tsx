import { CheckField } from '../../ui/field.tsx';
import { useFieldError } from '../../ui/form.tsx';
import { useWords, words } from '../../words/language.tsx';

/** What scopes are about, by the API's names. */
export const scopeNames = [
  'alert',
  'incident',
  'policy',
  'schedule',
  'source',
  'support_hour',
  'monitor',
  'maintenance',
  'action',
  'connector',
  'service',
  'status_page',
  'template',
  'metric',
  'metric_source',
  'team',
  'user',
  'profile',
  'report',
  'account',
] as const;
export type ScopeName = (typeof scopeNames)[number];

export const levels = ['none', 'r', 'w', 'd'] as const;
export type Level = (typeof levels)[number];

/** How much scopes allow of each thing; a name alone is reading. */
export const levelOf = (scopes: readonly string[], name: ScopeName): Level => {
  const held = scopes.filter((scope) => scope.split(':')[0] === name).map((scope) => scope.split(':')[1] ?? 'r');
  return levels.findLast((level) => held.includes(level)) ?? 'none';
};

/** The scopes with another level for one thing. */
export const withLevel = (scopes: readonly string[], name: ScopeName, level: Level): string[] => [
  ...scopes.filter((scope) => scope.split(':')[0] !== name),
  ...(level === 'none' ? [] : [`${name}:${level}`]),
];

export const scopeWords = words(
  {
    scopes: 'What it may do',
    everything: 'Everything its owner may',
    everythingHint: 'Better give it only what it needs.',
    level: { none: 'nothing', r: 'read', w: 'read and write', d: 'read, write and delete' },
    names: {
      alert: 'Alerts',
      incident: 'Incidents',
      policy: 'Escalation policies',
      schedule: 'Schedules',
      source: 'Alert sources',
      support_hour: 'Support hours',
      monitor: 'Heartbeat monitors',
      maintenance: 'Maintenance windows',
      action: 'Alert actions',
      connector: 'Connectors',
      service: 'Services',
      status_page: 'Status pages',
      template: 'Incident templates',
      metric: 'Metrics',
      metric_source: 'Sources of metrics',
      team: 'Teams',
      user: 'Users',
      profile: 'Own profile',
      report: 'Reports',
      account: 'Apps, sign-in, audit log',
    } as Readonly<Record<ScopeName, string>>,
  },
  {
    scopes: 'Was er darf',
    everything: 'Alles, was sein Besitzer darf',
    everythingHint: 'Besser nur, was er braucht.',
    level: { none: 'nichts', r: 'lesen', w: 'lesen und schreiben', d: 'lesen, schreiben und löschen' },
    names: {
      alert: 'Alarme',
      incident: 'Störungen',
      policy: 'Eskalationsrichtlinien',
      schedule: 'Bereitschaftspläne',
      source: 'Alarmquellen',
      support_hour: 'Servicezeiten',
      monitor: 'Heartbeat-Monitore',
      maintenance: 'Wartungsfenster',
      action: 'Alarmaktionen',
      connector: 'Konnektoren',
      service: 'Services',
      status_page: 'Statusseiten',
      template: 'Störungsvorlagen',
      metric: 'Metriken',
      metric_source: 'Quellen von Metriken',
      team: 'Teams',
      user: 'Personen',
      profile: 'Eigenes Profil',
      report: 'Berichte',
      account: 'Apps, Anmeldung, Audit-Log',
    } as Readonly<Record<ScopeName, string>>,
  },
);

interface ScopesProps {
  /** Undefined: whatever its owner may. */
  readonly value: readonly string[] | undefined;
  readonly onInput: (scopes: string[] | undefined) => void;
}

/** What a key or an app is held to, thing by thing. */
export function ScopesField({ value, onInput }: ScopesProps) {
  const text = useWords(scopeWords);
  const wrong = useFieldError('scopes');
  return (
    <fieldset class="field">
      <legend>{text.scopes}</legend>
      <CheckField
        label={text.everything}
        hint={text.everythingHint}
        value={value === undefined}
        onInput={(isEverything) => onInput(isEverything ? undefined : ['alert:r'])}
      />
      {value !== undefined && (
        <ul class="scopes">
          {scopeNames.map((name) => (
            <li key={name}>
              <label>
                <span>{text.names[name]}</span>
                <select
                  class="input"
                  value={levelOf(value, name)}
                  onChange={(event) => onInput(withLevel(value, name, event.currentTarget.value as Level))}
                >
                  {levels.map((level) => (
                    <option key={level} value={level}>
                      {text.level[level]}
                    </option>
                  ))}
                </select>
              </label>
            </li>
          ))}
        </ul>
      )}
      {wrong && <div class="wrong">{wrong}</div>}
    </fieldset>
  );
}

/** The same in words. */
export function ScopeList({ scopes }: { readonly scopes: readonly string[] | undefined }) {
  const text = useWords(scopeWords);
  if (scopes === undefined) return <>{text.everything}</>;
  const known = scopeNames.filter((name) => levelOf(scopes, name) !== 'none');
  return <>{known.map((name) => `${text.names[name]}: ${text.level[levelOf(scopes, name)]}`).join(' · ')}</>;
}
