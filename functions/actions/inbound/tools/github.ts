import { record, text } from '../../answers.ts';
import { ignored, markIn, news, occasionOf, personIn, said, type TicketReader } from '../reader.ts';
import { isSigned } from '../signature.ts';
import { ticketOf } from '../ticket.ts';

/** `issues` and `issue_comment`; the header says which, the body what has become of it. */
const github: TicketReader = {
  type: 'github',
  name: 'GitHub',
  source: [
    'https://docs.github.com/en/webhooks/webhook-events-and-payloads#issues',
    'https://docs.github.com/en/webhooks/webhook-events-and-payloads#issue_comment',
    'https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries',
  ],
  signs: '`X-Hub-Signature-256`',
  isGenuine: (call, secrets) =>
    isSigned(call, secrets, { header: 'x-hub-signature-256', algorithm: 'sha256', encoding: 'hex' }),
  read(call) {
    const event = call.headers['x-github-event'];
    const { action, issue, comment, repository, sender } = said(call);
    const { number, body, state_reason } = record(issue);
    const repo = text(record(repository).full_name);
    if (repo === undefined || text(number) === undefined) return ignored('it names no issue');
    const told = {
      ticket: ticketOf('github', `${repo}#${text(number)}`),
      name: `#${text(number)}`,
      by: personIn(sender),
      mark: markIn(body),
      occasion: call.headers['x-github-delivery'] ?? occasionOf(call),
    };
    if (event === 'issues' && action === 'closed') return news({ ...told, what: 'closed', status: text(state_reason) });
    if (event === 'issues' && action === 'reopened') return news({ ...told, what: 'reopened' });
    if (event !== 'issue_comment' || action !== 'created')
      return ignored(`${event ?? 'no event'}: no news of an issue`);
    const spoken = record(comment);
    const words = text(spoken.body);
    if (words !== undefined && /<!-- \d{1,16}-\d{1,16} -->$/.test(words.trimEnd()))
      return ignored('the comment is one of ours');
    return news({
      ...told,
      what: 'commented',
      by: personIn(spoken.user) ?? told.by,
      comment: words,
      occasion: text(spoken.id) ?? told.occasion,
    });
  },
};

export default github;
