import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Language } from '../domain/user/user.ts';
import { buttonColour, darkStyle, light } from './style.ts';

interface Properties {
  readonly language: Language;
  readonly title: string;
  /** Of its one column, at most, in pixels. */
  readonly width: number;
  readonly children: ComponentChildren;
}

/** A document of one column, in light and dark; its styles stand at the elements, as mail programs want them. */
export function Document({ language, title, width, children }: Properties) {
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>

        <style dangerouslySetInnerHTML={{ __html: darkStyle }} />
      </head>
      <body
        class="ground"
        style={{
          margin: '0',
          padding: '24px',
          background: light.ground,
          color: light.ink,
          fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
          fontSize: '16px',
          lineHeight: '1.5',
        }}
      >
        <main style={{ maxWidth: `${width}px`, margin: '0 auto' }}>{children}</main>
      </body>
    </html>
  );
}

/** The one link of a mail that is to be followed. */
export const LinkButton = ({ href, label }: { readonly href: string; readonly label: string }) => (
  <a
    href={href}
    style={{
      display: 'inline-block',
      padding: '12px 20px',
      borderRadius: '6px',
      background: buttonColour.RESOLVE,
      color: '#ffffff',
      fontWeight: 'bold',
      textDecoration: 'none',
    }}
  >
    {label}
  </a>
);

/** The document as it is sent. */
export const renderDocument = (document: Parameters<typeof renderToString>[0]): string =>
  `<!DOCTYPE html>${renderToString(document)}`;
