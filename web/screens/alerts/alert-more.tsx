import { ExternalLink } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useGet } from '../../client/query.ts';
import { dayAndTime } from '../../time/format.ts';
import { Ago } from '../../time/now.tsx';
import { CodeBlock } from '../../ui/list.tsx';
import { Loaded, nameOf } from '../../ui/states.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { alertWords } from './alert-words.ts';
import type { Alert } from './model.ts';
import { StateBadge } from './parts.tsx';
import { safeLink, shortened } from './text.ts';

/** What is looked at now and then, asked for only when it is opened. */
export function AlertMore({ alert }: { readonly alert: Alert }) {
  const text = useWords(alertWords);
  const execution = alert.execution;
  return (
    <div class="card alert-more">
      <Fold title={text.similar}>{() => <Similar id={alert.id} />}</Fold>
      <Fold title={text.deployments}>{() => <Deployments id={alert.id} />}</Fold>
      <Fold title={text.events}>{() => <Events id={alert.id} />}</Fold>
      {alert.escalationRules && (
        <Fold title={text.policyLevels}>{() => <Levels of={alert.escalationRules ?? []} />}</Fold>
      )}
      {execution && (
        <Fold title={text.execution}>
          {() => (
            <div class="stack tight">
              <code>{execution.name}</code>
              {safeLink(execution.consoleUrl) && (
                <a href={safeLink(execution.consoleUrl)} target="_blank" rel="noopener noreferrer">
                  {text.openInAws} <ExternalLink aria-hidden="true" class="alert-icon" />
                </a>
              )}
            </div>
          )}
        </Fold>
      )}
    </div>
  );
}

function Fold({ title, children }: { readonly title: string; readonly children: () => ComponentChildren }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && <div class="alert-fold">{children()}</div>}
    </details>
  );
}

function Similar({ id }: { readonly id: number }) {
  const text = useWords(alertWords);
  const similar = useGet('/alerts/{id}/similar', { params: { path: { id } } });
  return (
    <Loaded of={similar} lines={2}>
      {(all) =>
        all.length === 0 ? (
          <p class="faint">{text.noSimilar}</p>
        ) : (
          <ul class="stack tight">
            {all.map(({ alert, isSameKey, percent }) => (
              <li key={alert.id} class="alert-like">
                <a href={`/alerts/${alert.id}`}>
                  <bdi>{shortened(alert.summary, 160)}</bdi>
                </a>
                <span class="row small">
                  <StateBadge alert={alert} />
                  <span class="faint">
                    <Ago at={alert.reportTime} /> · {isSameKey ? text.sameKey : text.alike(percent)}
                    {alert.resolvedBy && ` · ${text.resolvedBy(shortened(alert.resolvedBy, 60))}`}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function Deployments({ id }: { readonly id: number }) {
  const text = useWords(alertWords);
  const language = useLanguage();
  const deployments = useGet('/alerts/{id}/deployments', { params: { path: { id } } });
  return (
    <Loaded of={deployments} lines={2}>
      {(all) =>
        all.length === 0 ? (
          <p class="faint">{text.noDeployments}</p>
        ) : (
          <ul class="stack tight">
            {all.map(({ id: deployment, summary, timestamp, deploymentPipeline, revision, user, userName, links }) => (
              <li key={deployment} class="alert-like">
                <bdi>{shortened(summary, 160)}</bdi>
                <span class="faint small">
                  {dayAndTime(timestamp, { language })} · <bdi>{deploymentPipeline.name}</bdi>
                  {revision && ` · ${shortened(revision, 12)}`}
                  {(user || userName) && ` · ${user ? nameOf(user) : shortened(userName ?? '', 60)}`}
                </span>
                {links.map(
                  ({ href, text: said }) =>
                    safeLink(href) && (
                      <a
                        key={href}
                        class="small"
                        href={safeLink(href)}
                        target="_blank"
                        rel="noopener noreferrer nofollow"
                      >
                        <bdi>{shortened(said ?? href, 100)}</bdi>
                      </a>
                    ),
                )}
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function Events({ id }: { readonly id: number }) {
  const text = useWords(alertWords);
  const language = useLanguage();
  const events = useGet('/alerts/{id}/events', { params: { path: { id }, query: { 'max-results': 20 } } });
  return (
    <Loaded of={events} lines={2}>
      {(all) =>
        all.length === 0 ? (
          <p class="faint">{text.noEvents}</p>
        ) : (
          <div>
            {all.map(({ id: event, receivedAt, outcome, note, body }) => (
              <details key={event} class="alert-event">
                <summary>
                  {dayAndTime(receivedAt, { language })} <span class="faint small">{outcome}</span>
                </summary>
                {note && <p class="faint small">{shortened(note, 500)}</p>}
                {body === null || body === undefined ? (
                  <p class="faint">{text.noBody}</p>
                ) : (
                  <CodeBlock label={text.body} text={pretty(body)} />
                )}
              </details>
            ))}
          </div>
        )
      }
    </Loaded>
  );
}

/** JSON with lines; else as it came. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function Levels({ of }: { readonly of: NonNullable<Alert['escalationRules']> }) {
  const text = useWords(alertWords);
  return (
    <ol class="stack tight">
      {of.map(({ users, schedules, teams, escalationTimeout }, level) => (
        <li key={String(level)} class="alert-like">
          <strong>{text.level(level + 1)}</strong>
          <span>
            {[...users.map(nameOf), ...[...schedules, ...teams].map(({ id, name }) => name ?? `#${id}`)].map(
              (name, index) => (
                <span key={String(index)}>
                  {index > 0 && ', '}
                  <bdi>{name}</bdi>
                </span>
              ),
            )}
          </span>
          <span class="faint small">{text.after(escalationTimeout)}</span>
        </li>
      ))}
    </ol>
  );
}
