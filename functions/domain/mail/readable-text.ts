/** Elements that hold nothing the person wrote. */
const hiddenTag = /<(\/?)(head|style|script|blockquote)\b[^<>]*>/gi;

/** Read tag by tag: tags that nobody closes cost no more than others, and what follows them is hidden with them. */
function withoutHidden(html: string): string {
  let shown = '';
  let from = 0;
  let hidden = { by: '', depth: 0 };
  for (const { 0: tag, 1: slash, 2: word = '', index } of html.matchAll(hiddenTag)) {
    const name = word.toLowerCase();
    if (hidden.depth === 0) shown += `${html.slice(from, index)}\n`;
    if (hidden.depth === 0 && slash === '') hidden = { by: name, depth: 1 };
    else if (hidden.by === name) hidden = { by: name, depth: Math.max(0, hidden.depth + (slash === '' ? 1 : -1)) };
    from = index + tag.length;
  }
  return hidden.depth === 0 ? shown + html.slice(from) : shown;
}

const entities: Readonly<Record<string, string>> = { nbsp: ' ', lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function characterOf(entity: string, name: string): string {
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? entity;
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : entity;
}

/** What a reader sees of HTML: lines of text, cells of a row side by side; quoted mails are left out. */
export const textOfHtml = (html: string): string =>
  withoutHidden(html.slice(0, 200_000))
    .replace(/<\/t[dh]\b[^<>]*>/gi, ' ')
    .replace(/<(br|\/p|\/div|\/li|\/tr|\/h[1-6])\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,4});/gi, characterOf);

/** The readable text of a mail: its plain text, or what its HTML shows. */
export function readableText({ text, html }: { readonly text?: string; readonly html?: string }): string {
  if (text !== undefined && text.trim() !== '') return text;
  return html === undefined ? (text ?? '') : textOfHtml(html);
}

const isQuotation = (line: string): boolean =>
  line.startsWith('>') || /^(on|am) .{1,200}(wrote|schrieb).{0,100}:$/i.test(line) || /^-{2,}/.test(line);

/** The first line that says something, unless the quoted mail or the signature begins before it. */
export function firstLineOf(text: string): string {
  for (const line of text.slice(0, 20_000).split(/\r?\n/)) {
    const said = line.trim();
    if (said === '') continue;
    return isQuotation(said) ? '' : said.slice(0, 500);
  }
  return '';
}
