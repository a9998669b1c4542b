import type { ComponentChildren } from 'preact';
import type { AffectedView } from '../../domain/page/view.ts';
import { ServiceStatus } from '../../domain/service/status.ts';
import type { Instant } from '../../domain/time.ts';
import { markdownToHtml } from './markdown.ts';
import { fullTime } from './times.ts';
import type { PageWords } from './words.ts';

/** What every piece of a page needs to know of it. */
export interface Look {
  readonly words: PageWords;
  readonly timezone: string;
}

/** The class that gives something the colour of its status. */
export const colourOf = (status: ServiceStatus): string => `s${ServiceStatus.options.indexOf(status)}`;

/** One drawing per status, kept once in the page: a status is never told by colour alone. */
const drawings: Readonly<Record<ServiceStatus, string>> = {
  OPERATIONAL: '<circle cx="12" cy="12" r="9"/><path d="m8 12 3 3 5-6"/>',
  UNDER_MAINTENANCE:
    '<path d="M15 6.5a4 4 0 0 1 5-1l-2.6 2.6 2 2L22 7.5a4 4 0 0 1-5.5 5L8 21l-3-3 8.5-8.5A4 4 0 0 1 15 6.5z"/>',
  DEGRADED: '<circle cx="12" cy="12" r="9"/><path d="M8 12h8"/>',
  PARTIAL_OUTAGE: '<path d="M12 4 2.5 20h19z"/><path d="M12 10v4M12 17v.01"/>',
  MAJOR_OUTAGE: '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z"/><path d="m9 9 6 6m0-6-6 6"/>',
};

export const Drawings = () => (
  <svg
    width="0"
    height="0"
    aria-hidden="true"
    dangerouslySetInnerHTML={{
      __html: ServiceStatus.options
        .map((status) => `<symbol id="i-${colourOf(status)}" viewBox="0 0 24 24">${drawings[status]}</symbol>`)
        .join(''),
    }}
  />
);

export const Icon = ({ status }: { readonly status: ServiceStatus }) => (
  <svg class="i" aria-hidden="true">
    <use href={`#i-${colourOf(status)}`} />
  </svg>
);

export const State = ({ status, words }: { readonly status: ServiceStatus; readonly words: PageWords }) => (
  <span class={`state ${colourOf(status)}`}>
    <Icon status={status} />
    {words.status[status]}
  </span>
);

/** A time in the page's zone; the script shows it in the reader's. */
export const Time = ({
  at,
  look,
  rendered,
}: {
  readonly at: Instant;
  readonly look: Look;
  readonly rendered?: true;
}) => (
  <time datetime={at} {...(rendered && { 'data-rendered': at })}>
    {fullTime(at, look.timezone, look.words)}
  </time>
);

export const Markdown = ({ text }: { readonly text: string }) => (
  <div class="md" dir="auto" dangerouslySetInnerHTML={{ __html: markdownToHtml(text) }} />
);

export const Affected = ({
  affected,
  words,
}: {
  readonly affected: readonly AffectedView[];
  readonly words: PageWords;
}) =>
  affected.length === 0 ? null : (
    <ul class="chips" aria-label={words.affected}>
      {affected.map(({ service, impact }) => (
        <li key={service.id} class={colourOf(impact)}>
          <Icon status={impact} />
          <span>
            <bdi>{service.name}</bdi>: {words.status[impact]}
          </span>
        </li>
      ))}
    </ul>
  );

export const Section = ({ id, title, children }: { id: string; title: string; children: ComponentChildren }) => (
  <section aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
);
