import { Marked, type Token, type Tokens } from 'marked';
import type { ComponentChildren } from 'preact';
import './markdown.css';

/** As status pages read it, so that a preview shows what visitors will see. */
const marked = new Marked({ gfm: true, breaks: true, async: false });

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** `&amp;`, `&#8364;`, `&#x20ac;` as the sign that is meant; what is none stays as written. */
const withoutEntities = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, (written, decimal, hex, name) => {
    if (name !== undefined) return named[String(name).toLowerCase()] ?? written;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : written;
  });

/** Where a link may lead; others are text. */
export const safeAddress = (address: string): string | undefined =>
  /^(?:https?:\/\/|mailto:)/i.test(address) ? address : undefined;

/**
 * Markdown as elements, never as HTML that is written into the page: raw HTML is shown as the text it is, links lead to http, https and
 * mailto only, pictures are their descriptions.
 */
export const Markdown = ({ text }: { readonly text: string }) => (
  <div class="markdown" dir="auto">
    {blocks(marked.lexer(text))}
  </div>
);

const blocks = (tokens: readonly Token[]): ComponentChildren => tokens.map((token) => block(token as Tokens.Generic));

function block(token: Tokens.Generic): ComponentChildren {
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'hr':
      return <hr />;
    case 'heading':
      return token.depth === 1 ? <h3>{inline(token)}</h3> : <h4>{inline(token)}</h4>;
    case 'paragraph':
      return <p>{inline(token)}</p>;
    case 'code':
      return (
        <pre>
          <code>{token.text}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote>{blocks(token.tokens ?? [])}</blockquote>;
    case 'list':
      return <ListOf list={token as Tokens.List} />;
    case 'table':
      return <TableOf table={token as Tokens.Table} />;
    case 'html':
      return <p>{token.text}</p>;
    default:
      return inline(token);
  }
}

function ListOf({ list }: { readonly list: Tokens.List }) {
  const items = list.items.map((item) => (
    <li key={item.raw}>
      {item.task && (item.checked ? '☑ ' : '☐ ')}
      {blocks(item.tokens.filter(({ type }) => type !== 'checkbox'))}
    </li>
  ));
  return list.ordered ? <ol start={Number(list.start) || 1}>{items}</ol> : <ul>{items}</ul>;
}

const TableOf = ({ table }: { readonly table: Tokens.Table }) => (
  <div class="table-wrap">
    <table>
      <thead>
        <tr>
          {table.header.map((cell, index) => (
            <th key={String(index)} scope="col">
              {inline(cell)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, line) => (
          <tr key={String(line)}>
            {row.map((cell, index) => (
              <td key={String(index)}>{inline(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

interface Inline {
  readonly text?: string;
  readonly tokens?: readonly Token[] | undefined;
}

const inline = ({ text, tokens }: Inline): ComponentChildren =>
  tokens === undefined ? withoutEntities(text ?? '') : tokens.map((token) => part(token as Tokens.Generic));

function part(token: Tokens.Generic): ComponentChildren {
  switch (token.type) {
    case 'strong':
      return <strong>{inline(token)}</strong>;
    case 'em':
      return <em>{inline(token)}</em>;
    case 'del':
      return <del>{inline(token)}</del>;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'br':
      return <br />;
    case 'link': {
      const href = safeAddress(String(token.href));
      if (href === undefined) return inline(token);
      return (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow">
          {inline(token)}
        </a>
      );
    }
    case 'html':
      return token.raw;
    case 'image':
      return withoutEntities(String(token.text));
    default:
      return inline(token);
  }
}
