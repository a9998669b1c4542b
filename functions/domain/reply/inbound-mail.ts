import { addressParser } from 'postal-mime';
import { type ParsedMail, parseMail } from '../mail/parse-mail.ts';
import { firstLineOf, readableText } from '../mail/readable-text.ts';
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
export const readInboundMail = async (raw: Uint8Array): Promise<InboundMail> => inboundMail(await parseMail(raw));

/** What matters of a mail to whoever answers it. */
export function inboundMail(mail: ParsedMail): InboundMail {
  const from = mail.isHeadOnly ? undefined : senderOf(mail);
  return {
    from,
    to: recipientsOf(mail),
    authentic: from !== undefined && isAuthentic(mail.headers, from),
    automatic: isAutomatic(mail, from),
    firstLine: firstLineOf(readableText(mail)),
  };
}

function senderOf({ headers, from }: ParsedMail): string | undefined {
  const named = headers.filter(({ key }) => key === 'from').flatMap(({ value }) => addressParser(value));
  if (named.length !== 1) return undefined;
  const address = from?.address?.trim().toLowerCase();
  return address === undefined || address === '' ? undefined : address;
}

function recipientsOf({ to = [], cc = [], deliveredTo }: ParsedMail): string[] {
  const mailboxes = [...to, ...cc].flatMap((one) => one.group ?? [one]);
  return [...mailboxes.map((mailbox) => mailbox.address ?? ''), deliveredTo ?? '']
    .map((address) => address.trim().toLowerCase())
    .filter((address) => address !== '');
}

/** https://www.rfc-editor.org/rfc/rfc3834: who must not be answered. */
function isAutomatic({ headers }: ParsedMail, from: string | undefined): boolean {
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
