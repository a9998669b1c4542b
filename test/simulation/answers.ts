import { handleKeys } from '../../functions/usecases/reply/handle-keys.ts';
import type { PushPayload } from '../../web/worker/notifications.ts';
import { callApi } from './admin.ts';
import type { Command } from './operations/choices.ts';
import type { People } from './people.ts';
import type { Received } from './record.ts';

/** How an e-mail is answered: by a link in it, by a reply, or by somebody who only says they are the person. */
export type Manner = 'LINK' | 'MAIL' | 'FORGED_MAIL';

/** Answers a message on the channel it came on. */
export function answerMessage(
  people: People,
  userId: number,
  { message, shown }: Received,
  command: Command,
  manner: Manner = 'LINK',
): void {
  const { channel, target, text, html = '', data = {} } = message;
  const number = people.count('reply');
  if (channel === 'SMS') {
    const code = new RegExp(`${command[0]}(\\d+)`).exec(text)?.[0];
    people.cloud.inbound.send({ kind: 'sms', inboundId: `sms-${number}`, from: target, text: code ?? command });
  } else if (channel === 'VOICE') {
    const digits = { ACCEPT: '1', RESOLVE: '2', ESCALATE: '3' }[command];
    const key = { contactId: `call-${number}`, number: target, digits, attributes: data };
    void people.cloud.run('handle-reply', (world) => handleKeys(world, key));
  } else if (channel === 'EMAIL' && manner !== 'LINK' && message.replyTo !== undefined) {
    const mail = { from: target, to: message.replyTo, command, isForged: manner === 'FORGED_MAIL' };
    sendMail(people, `inbound/mail-${number}`, mail);
    if (mail.isForged) people.forged.push({ alertId: Number(data.alertId), userId, command });
  } else if (shown !== undefined) pressButton(people, userId, command, shown);
  else followLink(people, userId, command, `${text} ${html} ${Object.values(data).join(' ')}`);
}

interface Mail {
  readonly from: string;
  readonly to: string;
  readonly command: Command;
  readonly isForged: boolean;
}

/** A mail as SES stores it, with what it found out about the sender on top. */
function sendMail({ cloud }: People, key: string, { from, to, command, isForged }: Mail): void {
  const domain = from.split('@').at(-1);
  const verdict = isForged ? 'dkim=none; dmarc=fail' : `dkim=pass header.i=@${domain}`;
  const raw = [
    `Authentication-Results: amazonses.com; ${verdict} header.from=${domain}`,
    `From: ${from}`,
    `To: ${to}`,
    'Subject: Re: your alert',
    '',
    command.toLowerCase(),
    '',
    '> what was quoted',
  ].join('\r\n');
  cloud.blobs.set(key, Buffer.from(raw));
  cloud.inbound.send({ kind: 'mail', key });
}

function followLink(people: People, userId: number, command: Command, words: string): void {
  const { cloud } = people;
  const token = [...words.matchAll(/\/answer\/([\w.-]+)/g)]
    .map(([, found = '']) => found)
    .find((found) => cloud.tokens.verify(found)?.action === command);
  if (token === undefined) return;
  const claims = cloud.tokens.verify(token);
  void cloud
    .run('api', (world) => callApi(world, userId, 'POST', `/answer/${token}`))
    .then((outcome) => {
      if (outcome.ok && outcome.value.status === 200 && claims)
        people.confirmed.push({ alertId: claims.alertId, userId, command });
    });
}

/** Presses a button of a browser's notification; it has none that escalates. */
function pressButton({ cloud, confirmed }: People, userId: number, command: Command, { answers }: PushPayload): void {
  const path = answers.find(({ action }) => action === command.toLowerCase())?.url;
  const claims = cloud.tokens.verify(path?.split('/').at(-1) ?? '');
  if (path === undefined || claims === undefined) return;
  const headers = { accept: 'application/json' };
  void cloud
    .run('api', (world) => callApi(world, userId, 'POST', path, undefined, headers))
    .then((outcome) => {
      const isDone = outcome.ok && (outcome.value.body as { outcome?: string }).outcome === 'DONE';
      if (isDone) confirmed.push({ alertId: claims.alertId, userId, command });
    });
}

/** Answers an alert in the console. */
export function answerOverApi(people: People, userId: number, alertId: number, command: Command): void {
  void people.callApi('PUT', `/api/alerts/${alertId}/${command.toLowerCase()}`, { userId }).then(({ ok }) => {
    if (ok) people.confirmed.push({ alertId, userId, command });
  });
}
