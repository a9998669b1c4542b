import { record, text } from '../../answers.ts';
import { ignored, markIn, news, occasionOf, personIn, plainOf, said, type TicketReader } from '../reader.ts';
import { bears, isSigned } from '../signature.ts';
import { isWritten, writtenReading } from '../written.ts';

/** A trigger's webhook brings the ticket as it is now, and the article that came with the change, if there was one. */
const zammad: TicketReader = {
  type: 'zammad',
  name: 'Zammad',
  source: ['https://admin-docs.zammad.org/en/latest/manage/webhook/payload.html'],
  signs: '`X-Hub-Signature` (SHA-1)',
  isGenuine: (call, secrets) =>
    isSigned(call, secrets, { header: 'x-hub-signature', algorithm: 'sha1', encoding: 'hex' }) || bears(call, secrets),
  read(call) {
    const body = said(call);
    if (isWritten(body)) return writtenReading(call);
    const ticket = record(body.ticket);
    const article = record(body.article);
    const state = text(ticket.state) ?? text(record(ticket.state).name);
    if (text(ticket.id) === undefined || state === undefined) return ignored('it names no ticket');
    // The article that a ticket begins with bears the mark, and is no comment.
    const words = markIn(article.body) === undefined ? (text(article.body) ?? '') : '';
    const comment = /html/i.test(text(article.content_type) ?? '') ? plainOf(words) : words;
    const told = {
      ticket: text(ticket.id),
      name: text(ticket.number) && `#${text(ticket.number)}`,
      status: state,
      mark: markIn(ticket.note),
      comment,
      by: personIn(comment === '' ? ticket.updated_by : article.created_by),
    };
    const delivery = call.headers['x-zammad-delivery'] ?? occasionOf(call);
    // Of news with a comment the comment tells one from the other: a ticket that is over may be spoken of again.
    const occasion = comment === '' ? delivery : (text(article.id) ?? delivery);
    if (state === 'closed') return news({ ...told, what: 'closed', occasion });
    return news({ ...told, what: comment === '' ? 'reopened' : 'commented', occasion });
  },
};

export default zammad;
