import type { ComponentChildren } from 'preact';
import type { Language } from '../../domain/user/user.ts';
import { renderDocument } from '../document.tsx';

interface Properties {
  readonly language: Language;
  readonly title: string;
  /** Whether the page talks to a passkey: the one script there is. */
  readonly withScript?: boolean;
  readonly children: ComponentChildren;
}

/** A page of signing in. Style and script are files of their own, so that nothing written into the page can act. */
export const signInPage = ({ language, title, withScript = false, children }: Properties): string =>
  renderDocument(
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · Tocsin`}</title>
        <link rel="stylesheet" href="/auth/style.css" />
        {withScript && <script src="/auth/passkey.js" defer />}
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>,
  );
