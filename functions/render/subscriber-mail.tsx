import type { Language } from '../domain/user/user.ts';
import { Document, LinkButton, renderDocument } from './document.tsx';
import { light } from './style.ts';

interface Link {
  readonly label: string;
  readonly href: string;
}

/** What a mail to a subscriber consists of, from above. */
export interface MailParts {
  readonly language: Language;
  readonly title: string;
  /** Whose page it is. */
  readonly heading: string;
  readonly state?: string;
  readonly lead: string;
  readonly times?: readonly string[];
  /** Made safe before. */
  readonly bodyHtml?: string;
  readonly list?: { readonly label: string; readonly lines: readonly string[] };
  readonly button?: Link;
  readonly small: readonly string[];
  readonly links?: readonly Link[];
}

const faint = { margin: '0 0 8px', color: light.faint, fontSize: '14px' };

/** A mail to a subscriber: text of strangers stays text, and nothing in it is loaded from anywhere. */
export const subscriberMail = ({
  language,
  title,
  heading,
  state,
  lead,
  times = [],
  bodyHtml = '',
  list,
  button,
  small,
  links = [],
}: MailParts): string =>
  renderDocument(
    <Document language={language} title={title} width={600}>
      <p class="faint" style={faint}>
        <bdi>{heading}</bdi>
      </p>
      <h1 class="ink" style={{ margin: '0 0 8px', fontSize: '20px', color: light.ink }}>
        <bdi>{lead}</bdi>
      </h1>
      {state && <p style={{ margin: '0 0 16px', fontWeight: 'bold' }}>{state}</p>}
      {times.map((line) => (
        <p class="ink" style={{ margin: '0 0 8px', color: light.ink }}>
          {line}
        </p>
      ))}
      {bodyHtml !== '' && <div dangerouslySetInnerHTML={{ __html: bodyHtml }} />}
      {list && list.lines.length > 0 && (
        <div>
          <p style={{ margin: '16px 0 4px', fontWeight: 'bold' }}>{list.label}</p>
          <ul style={{ margin: '0 0 16px', paddingLeft: '20px' }}>
            {list.lines.map((line) => (
              <li>
                <bdi>{line}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
      {button && (
        <p style={{ margin: '16px 0' }}>
          <LinkButton {...button} />
        </p>
      )}
      {small.map((line) => (
        <p class="faint" style={faint}>
          {line}
        </p>
      ))}
      {links.length > 0 && (
        <p class="faint" style={faint}>
          {links.map(({ label, href }, index) => (
            <>
              {index > 0 && ' · '}
              <a href={href} class="faint" style={{ color: light.faint }}>
                {label}
              </a>
            </>
          ))}
        </p>
      )}
    </Document>,
  );
