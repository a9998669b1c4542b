import { randomUUID } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime, { type Address } from 'postal-mime';
import type { OutboxLink } from './message.ts';

/** A mail as its reader sees it. */
export interface ReadMail {
  readonly from: string | null;
  readonly to: readonly string[];
  readonly subject: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads MIME. Of headers that occur more than once the first counts. */
export async function readMail(raw: Uint8Array): Promise<ReadMail> {
  const mail = await PostalMime.parse(raw);
  const headers: Record<string, string> = {};
  for (const { key, value } of mail.headers) headers[key] ??= value;
  return {
    from: mail.from?.address ?? null,
    to: [mail.to, mail.cc, mail.bcc].flatMap((addresses) => (addresses ?? []).flatMap(addressesOf)),
    subject: mail.subject ?? null,
    text: (mail.text ?? '').trimEnd(),
    html: mail.html ?? null,
    headers,
  };
}

function addressesOf(address: Address): string[] {
  if (address.group) return address.group.map((member) => member.address);
  return address.address ? [address.address] : [];
}

/** The links of a text or an HTML body, each address once, labelled as the reader sees it. */
export function findLinks(text: string, html: string | null): OutboxLink[] {
  const links = new Map<string, OutboxLink>();
  for (const match of (html ?? '').matchAll(/<a\b[^>]*\bhref="(https?:[^"]+)"[^>]*>([\s\S]*?)<\/a>/gi)) {
    const url = unescapeHtml(match[1] ?? '');
    const label = unescapeHtml((match[2] ?? '').replace(/<[^>]+>/g, ' '))
      .replace(/\s+/g, ' ')
      .trim();
    if (!links.has(url)) links.set(url, { label: label || url, url });
  }
  for (const match of text.matchAll(/(?:^|\n)?([^\n]*?)(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/g)) {
    const url = match[2] ?? '';
    const label = (match[1] ?? '').trim().replace(/:$/, '');
    if (!links.has(url)) links.set(url, { label: label || url, url });
  }
  return [...links.values()];
}

const unescapeHtml = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** A mail that somebody outside writes. */
export interface OutsideMail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string | undefined;
  readonly inReplyTo?: string | undefined;
  readonly references?: string | undefined;
  /** Further headers, as a sender may write any. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Whether the sender's domain vouches for it: SPF, DKIM and DMARC pass. */
  readonly authenticated: boolean;
}

/** MIME of a mail as SES stores what it receives: its own findings first, then what the sender wrote. */
export async function writeInboundMail(mail: OutsideMail, now: string): Promise<Buffer> {
  const { from, to, subject, text, html, inReplyTo, references, headers } = mail;
  const domain = bareAddress(from).split('@')[1] ?? 'localhost';
  const messageId = `<${randomUUID()}@${domain}>`;
  const date = new Date(now);
  const composer = new MailComposer({ from, to, subject, text, html, inReplyTo, references, headers, messageId, date });
  const written = await composer.compile().build();
  return Buffer.concat([Buffer.from(findings(mail, domain, date)), written]);
}

/** https://docs.aws.amazon.com/ses/latest/dg/receiving-email-authentication.html */
function findings(mail: OutsideMail, domain: string, date: Date): string {
  const sender = bareAddress(mail.from);
  const verdict = mail.authenticated
    ? `spf=pass (spfCheck: domain of ${domain} designates 192.0.2.1 as permitted sender) client-ip=192.0.2.1; envelope-from=${sender}; dkim=pass header.i=@${domain}; dmarc=pass header.from=${domain};`
    : `spf=fail (spfCheck: domain of ${domain} does not designate 203.0.113.9 as permitted sender) client-ip=203.0.113.9; envelope-from=${sender}; dkim=none; dmarc=fail header.from=${domain};`;
  const lines = [
    `Return-Path: <${sender}>`,
    `Received: from mail.${domain} by inbound-smtp.eu-central-1.amazonaws.com with SMTP id ${randomUUID().replaceAll('-', '')} for ${bareAddress(mail.to)}; ${date.toUTCString().replace('GMT', '+0000')}`,
    'X-SES-Spam-Verdict: PASS',
    'X-SES-Virus-Verdict: PASS',
    `Received-SPF: ${mail.authenticated ? 'pass' : 'fail'} (domain of ${domain})`,
    `Authentication-Results: amazonses.com; ${verdict}`,
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** The address of `Name <address>`. */
export function bareAddress(text: string): string {
  return (/<([^<>]+)>/.exec(text)?.[1] ?? text).trim();
}
