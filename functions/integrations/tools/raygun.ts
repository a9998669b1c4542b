import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, list, paragraphs, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const over = new Set(['resolved', 'ignored', 'permanently ignored', 'permanentlyignored']);
const open = new Set(['active', 'unresolved', 'reactivated']);

/** Reads a notification of an error group, or what somebody did with it: its address is what stays. */
function read(body: unknown): Reading {
  const kind = text(at(body, 'event'))?.toLowerCase();
  const type = text(at(body, 'eventType'));
  const error = at(body, 'error');
  const url = text(at(error, 'url'));
  if (kind === undefined || url === undefined) return unknownBody('Raygun', body);
  const status = text(at(error, 'status'))?.toLowerCase() ?? '';
  const isChange = kind === 'error_activity';
  if (isChange && !over.has(status) && !open.has(status))
    return ignored(`${type ?? kind}: no change of the error's state`);
  const isOver = isChange && over.has(status);
  const application = text(at(body, 'application', 'name'));
  const tags = list(at(error, 'instance', 'tags'))
    .map(text)
    .join(', ');
  return told('Raygun', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: joined(': ', application, firstText(at(error, 'message'), `an error (${type ?? kind})`)),
    details: paragraphs(
      type,
      joined(', ', counted(at(error, 'totalOccurrences'), 'occurrences'), counted(at(error, 'usersAffected'), 'users')),
    ),
    alertKey: url,
    labels: labelsOf({ application, tags }),
    links: linksOf(['Raygun', url], ['Application', at(body, 'application', 'url')]),
  });
}

const counted = (value: unknown, what: string): string | undefined => joined(' ', text(value), text(value) && what);

export const tool: Tool = {
  resolves: 'event is "error_activity" and the error\'s status "Resolved" or "Ignored"',
  setup:
    'Application → Integrations → Webhook: URL {url}; keep the notifications for new and reoccurring errors and status changes.',
  source: [
    'https://raygun.com/documentation/product-guides/crash-reporting/integrations/webhooks/',
    'https://github.com/zulip/zulip/tree/main/zerver/webhooks/raygun/fixtures',
  ],
  sample: {
    event: 'error_notification',
    eventType: 'NewErrorOccurred',
    error: {
      url: 'https://app.raygun.com/crashreporting/7xk2/errors/40117',
      message: 'TypeError: invoice is undefined',
      firstOccurredOn: '2026-02-03T04:05:06Z',
      lastOccurredOn: '2026-02-03T04:05:06Z',
      usersAffected: 4,
      totalOccurrences: 12,
      instance: { tags: ['ledger'], affectedUser: {}, customData: {} },
    },
    application: { name: 'Ledger', url: 'https://app.raygun.com/dashboard/7xk2' },
  },
  read: ({ body }) => read(body),
};
