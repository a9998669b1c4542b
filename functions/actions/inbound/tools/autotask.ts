import { record, text } from '../../answers.ts';
import { ignored, news, occasionOf, said, type TicketReader } from '../reader.ts';
import { bears, isSigned } from '../signature.ts';
import { isWritten, writtenReading } from '../written.ts';

type Fields = ReadonlyMap<string, string>;

const told = (value: unknown): string | undefined => {
  const { value: lower, Value: upper, newValue, NewValue } = record(value);
  return text(value) ?? text(lower) ?? text(upper) ?? text(newValue) ?? text(NewValue);
};

/** Names and values: as members, or as a list of both. Which of them there are, and whether by number or by word, is the webhook's business. */
function fieldsOf(fields: unknown): Fields {
  const pairs = Array.isArray(fields)
    ? fields.map((one) => [text(record(one).name) ?? text(record(one).Name), told(one)] as const)
    : Object.entries(record(fields)).map(([name, value]) => [name, told(value)] as const);
  return new Map(
    pairs.flatMap(([name, value]) =>
      name === undefined || value === undefined ? [] : [[name.toLowerCase().replace(/[^a-z]/g, ''), value] as const],
    ),
  );
}

const isComplete = (status: string): boolean => status === '5' || /^completed?$/i.test(status);

/** Webhooks of tickets (with the field Status) and of their notes (with TicketID and Description). */
const autotask: TicketReader = {
  type: 'autotask',
  name: 'Autotask',
  source: [
    'https://www.autotask.net/help/developerhelp/Content/APIs/Webhooks/WEBHOOKS.htm',
    'https://www.autotask.net/help/developerhelp/Content/APIs/Webhooks/SecretKeyPayloadVerification.htm',
  ],
  signs: '`X-Hook-Signature` (SHA-1)',
  isGenuine: (call, secrets) =>
    isSigned(call, secrets, { header: 'x-hook-signature', algorithm: 'sha1', encoding: 'base64' }) ||
    bears(call, secrets),
  read(call) {
    const body = said(call);
    if (isWritten(body)) return writtenReading(call);
    const { Action, EntityType, Id, Guid, SequenceNumber } = body;
    const fields = fieldsOf(body.Fields);
    const sequence = text(SequenceNumber);
    const occasion = sequence === undefined ? occasionOf(call) : `${text(Guid)} ${text(Id)} ${sequence}`;
    const name = fields.get('ticketnumber');
    if (EntityType === 'Ticket' && Action === 'Update') {
      const status = fields.get('status');
      if (status === undefined) return ignored('it does not tell the status');
      return news({
        ticket: text(Id),
        name,
        what: isComplete(status) ? 'closed' : 'reopened',
        status,
        mark: fields.get('externalid'),
        occasion,
      });
    }
    if (EntityType !== 'TicketNote' || Action !== 'Create') return ignored('no change of a ticket, and no note');
    return news({
      ticket: fields.get('ticketid'),
      what: 'commented',
      name,
      comment: fields.get('description') ?? fields.get('title'),
      occasion: `note ${text(Id)}`,
    });
  },
};

export default autotask;
