import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Driver, OutgoingMessage } from '../ports/channels.ts';
import { clientSettings, outcomeOf, type ProviderError, sent, withinLimit } from './provider.ts';

/** E-mail through SES, as MIME of our own, so that its headers keep an alert's mails in one thread. */
export function emailBySes(
  { from, configurationSet }: { readonly from: string; readonly configurationSet: string },
  client = new SESClient(clientSettings),
): Driver {
  return {
    name: 'email.ses',
    send: (message) =>
      outcomeOf(async () => {
        const answer = await client.send(
          new SendRawEmailCommand({
            Source: from,
            Destinations: [message.target],
            RawMessage: { Data: await composeMail(message, from) },
            ...(configurationSet !== '' && { ConfigurationSetName: configurationSet }),
            ...(message.data?.notification && { Tags: [{ Name: 'notification', Value: message.data.notification }] }),
          }),
          withinLimit(),
        );
        return sent(answer.MessageId);
      }, isHardForMail),
  };
}

/** The message as MIME: text and HTML side by side. Header values cannot break out of their line. */
export const composeMail = ({ target, ...message }: OutgoingMessage, from: string): Promise<Buffer> =>
  mimeOf({ ...message, to: [target] }, from);

/** What is written on a mail and in it. */
export interface Written
  extends Pick<OutgoingMessage, 'fromName' | 'subject' | 'text' | 'html' | 'replyTo' | 'headers'> {
  readonly to: readonly string[];
  readonly cc?: readonly string[];
}

/** A mail as MIME, as all its receivers see it. */
export async function mimeOf({ fromName, headers: all = {}, ...mail }: Written, from: string): Promise<Buffer> {
  const { 'Message-ID': messageId, 'In-Reply-To': inReplyTo, References: references, ...headers } = all;
  const composer = new MailComposer({
    from: fromName === undefined ? from : { name: fromName, address: bareAddress(from) },
    to: [...mail.to],
    ...(mail.cc && mail.cc.length > 0 && { cc: [...mail.cc] }),
    subject: mail.subject?.replaceAll('=?', '= ?'), // what somebody wrote is no encoded word
    text: mail.text,
    html: mail.html,
    replyTo: mail.replyTo,
    messageId,
    inReplyTo,
    references,
    headers,
    newline: 'windows', // no bare line breaks, which receivers read in different ways
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** The address alone of `Name <address>`. */
const bareAddress = (from: string): string =>
  from
    .slice(from.lastIndexOf('<') + 1)
    .replace('>', '')
    .trim();

const hardErrors: readonly string[] = [
  'MailFromDomainNotVerifiedException',
  'ConfigurationSetDoesNotExistException',
  'ConfigurationSetSendingPausedException',
  'AccountSendingPausedException',
];

/** SES has one name for many refusals; the words tell which of them will never pass. */
export const isHardForMail = ({ name, message }: ProviderError): boolean =>
  hardErrors.includes(name) ||
  (/^(MessageRejected|InvalidParameterValue)/.test(name) &&
    /not verified|blacklisted|suspended|paused|illegal address|invalid (address|domain|local part)/i.test(message));
