import type { ComponentChildren } from 'preact';
import type { Language } from '../domain/user/user.ts';
import { Document, renderDocument } from './document.tsx';
import { phrases } from './phrases.ts';
import { oneLine } from './plain.ts';
import { buttonColour, light } from './style.ts';
import { type AlertSubject, type AnswerAction, inLanguage } from './subject-matter.ts';

export interface AnswerLook {
  readonly userName: string;
  readonly language: Language;
  /** Where the console shows the alert, for whoever is signed in. */
  readonly inConsole?: string;
}

/**
 * The page behind an answer link. It changes nothing: each button is a form that posts to its own token, so link
 * scanners do no harm and no script is needed.
 */
export function askPage(
  alert: AlertSubject,
  choices: readonly { readonly action: AnswerAction; readonly token: string }[],
  { userName, language, inConsole }: AnswerLook,
): string {
  const words = inLanguage(language, {
    en: {
      title: 'Answer this alert?',
      as: `You answer as ${oneLine(userName, 80)}.`,
      button: { ACCEPT: 'Accept', RESOLVE: 'Resolve', ESCALATE: 'Escalate to the next level' },
    },
    de: {
      title: 'Diesen Alarm beantworten?',
      as: `Sie antworten als ${oneLine(userName, 80)}.`,
      button: { ACCEPT: 'Annehmen', RESOLVE: 'Lösen', ESCALATE: 'An die nächste Stufe eskalieren' },
    },
  });
  return renderDocument(
    <Sheet language={language} title={words.title}>
      <AlertLines alert={alert} language={language} />
      {choices.map(({ action, token }) => (
        <form method="post" action={token} style={{ margin: '0 0 12px' }}>
          <button
            type="submit"
            style={{
              width: '100%',
              minHeight: '48px',
              padding: '12px 20px',
              border: '0',
              borderRadius: '6px',
              background: buttonColour[action],
              color: '#ffffff',
              font: 'inherit',
              fontWeight: 'bold',
              cursor: 'pointer',
            }}
          >
            {words.button[action]}
          </button>
        </form>
      ))}
      <p class="faint" style={{ color: light.faint }}>
        {words.as}
      </p>
      <ToConsole address={inConsole} language={language} />
    </Sheet>,
  );
}

/** The page after an answer: what was done, or why nothing was. */
export function donePage(
  alert: AlertSubject,
  { outcome, language }: { readonly outcome: string; readonly language: Language },
): string {
  const title = inLanguage(language, { en: 'Your answer', de: 'Ihre Antwort' });
  return renderDocument(
    <Sheet language={language} title={title}>
      <p role="status" class="ink" style={{ margin: '0 0 16px', fontWeight: 'bold', color: light.ink }}>
        {outcome}
      </p>
      <AlertLines alert={alert} language={language} />
    </Sheet>,
  );
}

/** The page of an alert for somebody who has nothing to answer. */
export function alertPage(alert: AlertSubject, { language, inConsole }: Omit<AnswerLook, 'userName'>): string {
  return renderDocument(
    <Sheet language={language} title={inLanguage(language, { en: 'Alert', de: 'Alarm' })}>
      <AlertLines alert={alert} language={language} />
      <ToConsole address={inConsole} language={language} />
    </Sheet>,
  );
}

function ToConsole({ address, language }: { address: string | undefined; language: Language }) {
  if (address === undefined) return null;
  return (
    <p>
      <a href={address} class="ink" style={{ color: light.ink }}>
        {inLanguage(language, { en: 'Open it in the console', de: 'In der Konsole öffnen' })}
      </a>
    </p>
  );
}

/** The page for a link that is forged, expired or about something that is gone; it tells nothing about any alert. */
export const refusedPage = (): string =>
  renderDocument(
    <Sheet language="en" title="This link is not valid">
      <p class="ink" style={{ color: light.ink }}>
        It may have expired: links work for 24 hours. Nothing was changed.
      </p>
      <p lang="de" class="ink" style={{ color: light.ink }}>
        Dieser Link ist nicht gültig oder abgelaufen: Links gelten 24 Stunden. Es wurde nichts geändert.
      </p>
    </Sheet>,
  );

function AlertLines({ alert, language }: { alert: AlertSubject; language: Language }) {
  const { priority, status } = phrases[language];
  return (
    <div
      class="card"
      style={{
        background: light.card,
        border: `1px solid ${light.line}`,
        borderRadius: '8px',
        padding: '16px',
        margin: '0 0 16px',
        overflowWrap: 'anywhere',
      }}
    >
      <p class="ink" style={{ margin: '0 0 8px', fontSize: '18px', color: light.ink }}>
        {oneLine(alert.summary, 300)}
      </p>
      <p class="faint" style={{ margin: '0', color: light.faint }}>
        {priority[alert.priority]} · {oneLine(alert.source.name, 80)} · {status[alert.status]}
      </p>
    </div>
  );
}

function Sheet({ language, title, children }: { language: Language; title: string; children: ComponentChildren }) {
  return (
    <Document language={language} title={`${title} · Tocsin`} width={480}>
      <h1 class="ink" style={{ fontSize: '22px', color: light.ink }}>
        {title}
      </h1>
      {children}
    </Document>
  );
}
