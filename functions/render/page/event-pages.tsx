import type { IncidentView, MaintenanceView, PageView } from '../../domain/page/view.ts';
import type { Language } from '../../domain/user/user.ts';
import { Incident, Maintenance } from './events.tsx';
import { documentOf, lookOf, Shell } from './shell.tsx';
import { monthBeside, monthOf, monthText } from './times.ts';

const Back = ({ text }: { text: string }) => (
  <p class="pager">
    <a href="/">← {text}</a>
  </p>
);

/** One incident with its whole history. */
export function renderIncidentPage(
  view: PageView,
  incident: IncidentView,
  language: Language,
  styleHref: string,
): string {
  const look = lookOf(view, language);
  return documentOf(
    <Shell view={view} language={language} title={incident.summary} styleHref={styleHref}>
      <h1 dir="auto">{incident.summary}</h1>
      <div class="card">
        <Incident incident={incident} look={look} />
      </div>
      <Back text={look.words.back} />
    </Shell>,
  );
}

/** One maintenance window, with its occurrences where it recurs. */
export function renderMaintenancePage(
  view: PageView,
  occurrences: readonly [MaintenanceView, ...MaintenanceView[]],
  language: Language,
  styleHref: string,
): string {
  const look = lookOf(view, language);
  const [{ summary }] = occurrences;
  return documentOf(
    <Shell view={view} language={language} title={summary} styleHref={styleHref}>
      <h1 dir="auto">{summary}</h1>
      <div class="card">
        {occurrences.map((maintenance) => (
          <Maintenance key={maintenance.start} maintenance={maintenance} look={look} />
        ))}
      </div>
      <Back text={look.words.back} />
    </Shell>,
  );
}

/** The months that have a page of their own: from the oldest incident's to this one, newest first. */
export function monthsOf(view: PageView): string[] {
  const { timezone } = view.page;
  const last = monthOf(view.now, timezone);
  const first = [...view.incidents, ...view.pastIncidents]
    .map(({ createdAt }) => monthOf(createdAt, timezone))
    .reduce((a, b) => (a < b ? a : b), last);
  const months = [last];
  for (let month = last; month > first; ) {
    month = monthBeside(month, -1);
    months.push(month);
  }
  return months;
}

/** What happened in one month of the page's zone. */
export function renderHistoryPage(view: PageView, month: string, language: Language, styleHref: string): string {
  const look = lookOf(view, language);
  const { words } = look;
  const name = monthText(month, words);
  const months = monthsOf(view);
  const isOf = ({ createdAt }: IncidentView) => monthOf(createdAt, view.page.timezone) === month;
  const incidents = [...view.incidents, ...view.pastIncidents].filter(isOf);
  const [earlier, later] = [monthBeside(month, -1), monthBeside(month, 1)];
  return documentOf(
    <Shell view={view} language={language} title={words.historyOf(name)} styleHref={styleHref}>
      <h1>{words.historyOf(name)}</h1>
      {incidents.length === 0 ? (
        <p class="lead">{words.nothingHappened}</p>
      ) : (
        <div class="card">
          {incidents.map((incident) => (
            <Incident key={incident.id} incident={incident} look={look} heading="h2" />
          ))}
        </div>
      )}
      {months.length > 1 && (
        <nav class="pager" aria-label={words.history}>
          {months.includes(earlier) ? <a href={`/history/${earlier}`}>← {monthText(earlier, words)}</a> : <span />}
          {months.includes(later) && <a href={`/history/${later}`}>{monthText(later, words)} →</a>}
        </nav>
      )}
      <Back text={words.back} />
    </Shell>,
  );
}

/** What is served where there is nothing. */
export function renderNotFoundPage(view: PageView, language: Language, styleHref: string): string {
  const { words } = lookOf(view, language);
  return documentOf(
    <Shell view={view} language={language} title={words.notFound} styleHref={styleHref}>
      <h1>{words.notFound}</h1>
      <p>{words.notFoundText}</p>
      <Back text={words.back} />
    </Shell>,
  );
}
