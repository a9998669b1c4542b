import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { PageView } from '../../domain/page/view.ts';
import type { Language } from '../../domain/user/user.ts';
import { Drawings, type Look, Markdown } from './pieces.tsx';
import { pageScript } from './script.ts';
import { type PageWords, pageWords } from './words.ts';

export const lookOf = ({ page }: Pick<PageView, 'page'>, language: Language): Look => ({
  words: pageWords[language],
  timezone: page.timezone,
});

interface ShellProperties {
  readonly view: PageView;
  readonly language: Language;
  /** Of a page below the first one. */
  readonly title?: string;
  readonly styleHref: string;
  readonly children: ComponentChildren;
}

const Brand = ({ view: { page } }: { view: PageView }) => (
  <a class="brand" href={page.logoRedirectUrl ?? '/'}>
    {page.logoUrl ? <img src={page.logoUrl} alt={page.name} /> : <bdi>{page.name}</bdi>}
  </a>
);

function Footer({ view: { page }, language, words }: { view: PageView; language: Language; words: PageWords }) {
  const other: Language = language === 'en' ? 'de' : 'en';
  return (
    <footer>
      <div class="wrap">
        <p>{words.zone(page.timezone)}</p>
        <details>
          <summary>{words.howUptimeCounts}</summary>
          <p>{words.uptimeExplained}</p>
        </details>
        <nav aria-label={words.feeds}>
          <a href="/history.atom">Atom</a>
          <a href="/history.rss">RSS</a>
          <a href="/maintenances.ics">{words.calendar}</a>
          <a href="/status.json">JSON</a>
          <a href={`?lng=${other}`} lang={other} hreflang={other}>
            {words.otherLanguage}
          </a>
        </nav>
        {!page.isPublic && (
          <form method="post" action="/auth/sign-out">
            <button type="submit">{words.signOut}</button>
          </form>
        )}
        <p>{words.madeWith}</p>
      </div>
    </footer>
  );
}

/** What all documents of a page have around their own. */
export function Shell({ view, language, title, styleHref, children }: ShellProperties) {
  const { page, status } = view;
  const words = pageWords[language];
  const name = page.title ?? page.name;
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {page.isHiddenFromSearch && <meta name="robots" content="noindex" />}
        {page.description && <meta name="description" content={page.description} />}
        <title>{title === undefined ? name : `${title} – ${name}`}</title>
        {page.faviconUrl && <link rel="icon" href={page.faviconUrl} />}
        <link rel="stylesheet" href={styleHref} />
        <link rel="alternate" type="application/atom+xml" href="/history.atom" title={name} />
      </head>
      <body class={page.layout === 'RESPONSIVE' ? 'wide' : undefined} data-page-status={status}>
        <Drawings />
        <a class="skip" href="#status">
          {words.skip}
        </a>
        <header>
          <div class="wrap">
            <Brand view={view} />
            {page.hasSubscribe && (
              <a class="button" href="/subscribe">
                {words.subscribe}
              </a>
            )}
          </div>
        </header>
        <main id="status" class="wrap" tabIndex={-1}>
          {page.announcement && (
            <div class="note">
              <Markdown text={page.announcement} />
            </div>
          )}
          {children}
        </main>
        <Footer view={view} language={language} words={words} />
        <script dangerouslySetInnerHTML={{ __html: pageScript }} />
      </body>
    </html>
  );
}

/** The document as it is served. */
export const documentOf = (shell: Parameters<typeof renderToString>[0]): string =>
  `<!DOCTYPE html>${renderToString(shell)}`;
