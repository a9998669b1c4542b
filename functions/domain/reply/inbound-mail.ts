import PostalMime, { addressParser, type Email } from 'postal-mime';
import { isAuthentic } from './mail-trust.ts';

/** What matters of a mail that came in. */
export interface InboundMail {
  /** The one address it says it is from, in lower case; undefined when it names none or several. */
  readonly from: string | undefined;
  /** Everybody it was sent to, in lower case. */
  readonly to: readonly string[];
  /** DKIM or DMARC says that it is from there. */
  readonly authentic: boolean;
  /** Written by a machine: a bounce, an absence note, a list. It is never answered. */
  readonly automatic: boolean;
  /** What the person wrote above the quoted mail; its first line holds the command. */
  readonly firstLine: string;
}

/** Reads a raw mail as SES stored it. A mail that cannot be read is one from nobody. */
export async function readInboundMail(raw: Uint8Array): Promise<InboundMail> {
  const mail = await PostalMime.parse(raw, { maxNestingDepth: 20 }).catch(() => unreadable);
  const from = senderOf(mail);
  return {
    from,
    to: recipientsOf(mail),
    authentic: from !== undefined && isAuthentic(mail.headers, from),
    automatic: isAutomatic(mail, from),
    firstLine: firstLineOf(mail.text ?? (mail.html === undefined ? '' : textOf(mail.html))),
  };
}

const unreadable: Pick<Email, 'headers' | 'from' | 'to' | 'cc' | 'deliveredTo' | 'text' | 'html'> = { headers: [] };

function senderOf({ headers, from }: typeof unreadable): string | undefined {
  const named = headers.filter(({ key }) => key === 'from').flatMap(({ value }) => addressParser(value));
  if (named.length !== 1) return undefined;
  const address = from?.address?.trim().toLowerCase();
  return address === undefined || address === '' ? undefined : address;
}

function recipientsOf({ to = [], cc = [], deliveredTo }: typeof unreadable): string[] {
  const mailboxes = [...to, ...cc].flatMap((one) => one.group ?? [one]);
  return [...mailboxes.map((mailbox) => mailbox.address ?? ''), deliveredTo ?? '']
    .map((address) => address.trim().toLowerCase())
    .filter((address) => address !== '');
}

/** https://www.rfc-editor.org/rfc/rfc3834: who must not be answered. */
function isAutomatic({ headers }: typeof unreadable, from: string | undefined): boolean {
  const headerNamed = (name: string): string | undefined =>
    headers
      .find(({ key }) => key === name)
      ?.value.trim()
      .toLowerCase();
  const submitted = headerNamed('auto-submitted');
  return (
    (submitted !== undefined && !submitted.startsWith('no')) ||
    headerNamed('return-path') === '<>' ||
    /^(bulk|junk|list|auto_reply)/.test(headerNamed('precedence') ?? '') ||
    headerNamed('x-autoreply') !== undefined ||
    headerNamed('x-autorespond') !== undefined ||
    headerNamed('list-id') !== undefined ||
    /^multipart\/report/.test(headerNamed('content-type') ?? '') ||
    /^(mailer-daemon|postmaster|no-?reply)@/.test(from ?? '')
  );
}

/** The first line that says something, unless the quoted mail begins before it. */
function firstLineOf(text: string): string {
  for (const line of text.slice(0, 20_000).split(/\r?\n/)) {
    const said = line.trim();
    if (said === '') continue;
    return isQuotation(said) ? '' : said.slice(0, 500);
  }
  return '';
}

const isQuotation = (line: string): boolean =>
  line.startsWith('>') || /^(on|am) .{1,200}(wrote|schrieb).{0,100}:$/i.test(line) || /^-{2,}/.test(line);

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

function textOf(html: string): string {
  return withoutHidden(html.slice(0, 200_000))
    .replace(/<(br|\/p|\/div|\/li|\/tr)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/&nbsp;/gi, ' ')
    .replace(/&amp;/gi, '&');
}
