import { list, record, text } from '../../answers.ts';
import { ignored, markIn, news, occasionOf, personIn, said, type TicketReader } from '../reader.ts';
import { bears, isSigned } from '../signature.ts';
import { isWritten, writtenReading } from '../written.ts';

/**
 * `jira:issue_updated` tells what has changed, and the issue as it is now: the category of its status says whether it is over.
 * `comment_created` tells a comment; older versions tell it with `jira:issue_updated`.
 */
const jira: TicketReader = {
  type: 'jira',
  name: 'Jira',
  source: ['https://developer.atlassian.com/cloud/jira/platform/webhooks/'],
  signs: '`X-Hub-Signature` (SHA-256)',
  isGenuine: (call, secrets) =>
    isSigned(call, secrets, { header: 'x-hub-signature', algorithm: 'sha256', encoding: 'hex' }) ||
    bears(call, secrets),
  read(call) {
    const body = said(call);
    if (isWritten(body)) return writtenReading(call);
    const { webhookEvent, user, comment, changelog } = body;
    const issue = record(body.issue);
    const fields = record(issue.fields);
    const about = {
      ticket: text(issue.id),
      name: text(issue.key),
      mark: list(fields.labels).map(markIn).find(Boolean),
    };
    const spoken = record(comment);
    if (webhookEvent !== 'jira:issue_updated' && webhookEvent !== 'comment_created')
      return ignored('no change of an issue, and no comment');
    const changes = list(record(changelog).items).map(record);
    const isMoved = webhookEvent === 'jira:issue_updated' && changes.some(({ field }) => field === 'status');
    const words = text(spoken.body);
    if (isMoved) {
      const status = record(fields.status);
      const isOver = record(status.statusCategory).key === 'done';
      return news({
        ...about,
        what: isOver ? 'closed' : 'reopened',
        status: text(status.name),
        by: personIn(user),
        comment: words,
        occasion: text(spoken.id) ?? text(record(changelog).id) ?? occasionOf(call),
      });
    }
    if (words === undefined) return ignored('neither the status has changed nor was anything said');
    return news({
      ...about,
      what: 'commented',
      by: personIn(spoken.author) ?? personIn(user),
      comment: words,
      occasion: text(spoken.id) ?? occasionOf(call),
    });
  },
};

export default jira;
