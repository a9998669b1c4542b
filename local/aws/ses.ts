import { randomUUID } from 'node:crypto';
import type { Deployment } from '../deployment.ts';
import { deliveryToAddress } from '../outbox/behaviour.ts';
import { bareAddress, findLinks, type ReadMail, readMail } from '../outbox/mail.ts';
import type { Receipts } from '../outbox/receipts.ts';
import type { MessageStore } from '../outbox/store.ts';
import { answerQuery, numberOf, readForm, readList, unknownOperation } from '../outbox/wire.ts';
import { AwsError } from './aws-error.ts';
import type { AwsRequest, AwsService, Permission } from './service.ts';

const namespace = 'http://ses.amazonaws.com/doc/2010-12-01/';

/** Every mail from outside is taken as if our rules were the active ones; a deploy asks for that, and nobody else's are. */
const receiptRuleActions = ['DescribeActiveReceiptRuleSet', 'SetActiveReceiptRuleSet'];

/** Out of the sandbox, with the rate of an account that sends a lot. */
const quota = { Max24HourSend: '100000', MaxSendRate: '200', SentLast24Hours: '0' };

interface Dependencies {
  readonly deployment: Deployment;
  readonly store: MessageStore;
  readonly receipts: Receipts;
}

/** What a sender wants to hear about a mail, and by which tags it knows it. */
interface Tracking {
  readonly configurationSet: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** SES v1: SendRawEmail and SendEmail put the mail, as each of its receivers sees it, into the outbox. */
export function createSes({ deployment, store, receipts }: Dependencies): AwsService {
  async function deliver(
    mail: ReadMail,
    receivers: readonly string[],
    { configurationSet, tags }: Tracking,
  ): Promise<string> {
    if (receivers.length === 0) throw new AwsError('InvalidParameterValue', 'Missing final destination');
    const messageId = `${randomUUID().replaceAll('-', '')}-000000`;
    const ownId = `<${messageId}@${deployment.region}.amazonses.com>`;
    const headers: Readonly<Record<string, string>> = { ...mail.headers, 'message-id': ownId };
    const source = mail.from ?? '';
    for (const to of receivers.map(bareAddress)) {
      const delivery = deliveryToAddress(to);
      if (delivery !== 'failed') {
        store.add({
          channel: 'EMAIL',
          to,
          from: source,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          headers,
          links: findLinks(mail.text, mail.html),
          answerable: headers['reply-to'] !== undefined,
          alertId: numberOf(headers['x-tocsin-alert']),
          userId: numberOf(headers['x-tocsin-user']),
          providerId: messageId,
        });
      }
      const receipt = { configurationSet, messageId, source, to, subject: mail.subject, tags };
      await receipts.ofMail({ ...receipt, outcome: delivery === 'failed' ? 'bounced' : 'delivered' });
      if (delivery === 'complained') await receipts.ofMail({ ...receipt, outcome: 'complained' });
    }
    return messageId;
  }

  async function sendRaw(form: URLSearchParams): Promise<string> {
    const mail = await readMail(rawMail(form));
    if (!mail.from && !form.get('Source')) throw new AwsError('InvalidParameterValue', 'Missing From header');
    const destinations = readList(form, 'Destinations.member');
    const configurationSet = form.get('ConfigurationSetName') ?? mail.headers['x-ses-configuration-set'];
    return deliver(mail, destinations.length > 0 ? destinations : mail.to, { configurationSet, tags: readTags(form) });
  }

  async function send(form: URLSearchParams): Promise<string> {
    const receivers = receiversOf(form);
    const [replyTo] = readList(form, 'ReplyToAddresses.member');
    const mail: ReadMail = {
      from: bareAddress(form.get('Source') ?? ''),
      to: receivers,
      subject: form.get('Message.Subject.Data'),
      text: form.get('Message.Body.Text.Data') ?? '',
      html: form.get('Message.Body.Html.Data'),
      headers: replyTo === undefined ? {} : { 'reply-to': replyTo },
    };
    const configurationSet = form.get('ConfigurationSetName') ?? undefined;
    return deliver(mail, receivers, { configurationSet, tags: readTags(form) });
  }

  return {
    service: 'ses',
    permissions(request) {
      const form = readForm(request);
      const prefix = `arn:aws:ses:${deployment.region}:${deployment.accountId}`;
      const action = `ses:${request.action}`;
      if (receiptRuleActions.includes(request.action) || request.action === 'GetSendQuota')
        return [{ action, resource: '*' }];
      const from = senderOf(request, form);
      const context = { 'ses:FromAddress': from };
      // As in the sandbox, where the receivers' identities are asked for besides the sender's.
      const identities = [from.split('@').at(-1) ?? '', ...receiversOf(form).map(bareAddress)].map(
        (identity): Permission => ({ action, resource: `${prefix}:identity/${identity}`, context }),
      );
      const configurationSet = form.get('ConfigurationSetName');
      if (!configurationSet) return identities;
      return [...identities, { action, resource: `${prefix}:configuration-set/${configurationSet}`, context }];
    },
    handle: (request) =>
      answerQuery(request, namespace, async (form): Promise<Record<string, string>> => {
        if (request.action === 'SendRawEmail') return { MessageId: await sendRaw(form) };
        if (request.action === 'SendEmail') return { MessageId: await send(form) };
        if (receiptRuleActions.includes(request.action)) return {};
        if (request.action === 'GetSendQuota') return quota;
        throw unknownOperation(request);
      }),
    reset: async () => {},
    close: async () => {},
  };
}

function readTags(form: URLSearchParams): Record<string, string> {
  const names = readList(form, 'Tags.member', 'Name');
  const values = readList(form, 'Tags.member', 'Value');
  return Object.fromEntries(names.map((name, position) => [name, values[position] ?? '']));
}

function rawMail(form: URLSearchParams): Buffer {
  return Buffer.from(form.get('RawMessage.Data') ?? '', 'base64');
}

/** The address that the mail says it is from. */
function senderOf(request: AwsRequest, form: URLSearchParams): string {
  const headers =
    request.action === 'SendRawEmail'
      ? rawMail(form)
          .toString('utf8')
          .split(/\r?\n\r?\n/)[0]
      : '';
  const from = form.get('Source') ?? /^From:(.*(?:\r?\n[ \t].*)*)/im.exec(headers ?? '')?.[1] ?? '';
  return bareAddress(from);
}

const receiversOf = (form: URLSearchParams): string[] => [
  ...readList(form, 'Destinations.member'),
  ...['To', 'Cc', 'Bcc'].flatMap((kind) => readList(form, `Destination.${kind}Addresses.member`)),
];
