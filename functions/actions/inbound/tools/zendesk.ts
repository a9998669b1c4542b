import { createHmac } from 'node:crypto';
import { record, text } from '../../answers.ts';
import { type CallbackSecrets, type InboundCall, ignored, news, personIn, said, type TicketReader } from '../reader.ts';
import { bears, isFresh, isSame } from '../signature.ts';
import { isWritten, writtenReading } from '../written.ts';

const over = ['SOLVED', 'CLOSED'];

/** Zendesk signs the time with the body, and makes the secret itself. */
function isSigned({ headers, body }: InboundCall, secret: string, { now }: CallbackSecrets): boolean {
  const stamp = headers['x-zendesk-webhook-signature-timestamp'];
  const given = headers['x-zendesk-webhook-signature'];
  if (stamp === undefined || given === undefined || !isFresh(stamp, { now })) return false;
  return isSame(createHmac('sha256', secret).update(`${stamp}${body}`).digest('base64'), given.trim());
}

/** Webhooks of triggers have the body of docs/actions.md, those that are subscribed to events of tickets have Zendesk's own. */
const zendesk: TicketReader = {
  type: 'zendesk',
  name: 'Zendesk',
  source: [
    'https://developer.zendesk.com/documentation/webhooks/verifying/',
    'https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/',
  ],
  signs: '`X-Zendesk-Webhook-Signature` with its timestamp, or the secret as a Bearer token',
  isGenuine: (call, secrets) =>
    secrets.own
      ? isSigned(call, secrets.own, secrets)
      : isSigned(call, secrets.secret, secrets) || bears(call, secrets),
  read(call) {
    const body = said(call);
    const { type, id, detail, event } = body;
    if (isWritten(body) || typeof type !== 'string') return writtenReading(call);
    const ticket = record(detail);
    const told = {
      ticket: text(ticket.id),
      name: text(ticket.id) && `#${text(ticket.id)}`,
      mark: text(ticket.external_id),
      occasion: text(id),
    };
    if (type === 'zen:event-type:ticket.status_changed') {
      const status = text(record(event).current);
      const isOver = over.includes(status?.toUpperCase() ?? '');
      // Zendesk closes by itself what was solved.
      if (isOver && over.includes(text(record(event).previous)?.toUpperCase() ?? ''))
        return ignored('it was over before');
      return news({ ...told, what: isOver ? 'closed' : 'reopened', status });
    }
    if (type !== 'zen:event-type:ticket.comment_added') return ignored(`${type}: no news of a ticket`);
    const comment = record(record(event).comment);
    return news({
      ...told,
      what: 'commented',
      by: personIn(comment.author),
      comment: text(comment.body),
      occasion: text(comment.id) ?? told.occasion,
    });
  },
};

export default zendesk;
