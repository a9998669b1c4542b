import type { ComponentChildren } from 'preact';
import type { Language } from '../../domain/user/user.ts';
import { renderDocument } from '../document.tsx';

/** Whose forms these are, on the host of a status page. */
export interface SignInFace {
  readonly name: string;
  readonly logoUrl?: string;
  readonly faviconUrl?: string;
}

/** How a page of signing in speaks, and for whom. */
export interface SignInLook {
  readonly language: Language;
  /** Absent on the API's host. */
  readonly face?: SignInFace | undefined;
}

interface Properties extends SignInLook {
  readonly title: string;
  /** Whether the page talks to a passkey: the one script there is. */
  readonly withScript?: boolean;
  readonly children: ComponentChildren;
}

/** A page of signing in. Style and script are files of their own, so that nothing written into the page can act. */
export const signInPage = ({ language, face, title, withScript = false, children }: Properties): string =>
  renderDocument(
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${face?.name ?? 'Tocsin'}`}</title>
        {face?.faviconUrl && <link rel="icon" href={face.faviconUrl} />}
        <link rel="stylesheet" href="/auth/style.css" />
        {withScript && <script src="/auth/passkey.js" defer />}
      </head>
      <body>
        {face && <header>{face.logoUrl ? <img src={face.logoUrl} alt={face.name} /> : <bdi>{face.name}</bdi>}</header>}
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>,
  );
