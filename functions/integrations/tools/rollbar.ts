import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, named, text, withoutMembers } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** 10 debug, 20 info, 30 warning, 40 error, 50 critical. */
const levels: Readonly<Record<string, string>> = {
  '10': 'debug',
  '20': 'info',
  '30': 'warning',
  '40': 'error',
  '50': 'critical',
};

/** Reads an event of an item. The occurrence in it holds the project's access token, which is kept nowhere. */
function read(body: unknown): Reading {
  const name = text(at(body, 'event_name'))?.toLowerCase();
  if (name === 'test') return ignored('a test of the connection');
  if (name === 'deploy') return ignored('a deploy is no alert');
  const item = at(body, 'data', 'item');
  const key = text(at(item, 'id'));
  if (name === undefined || !isRecord(item) || key === undefined)
    return unknownBody('Rollbar', withoutMembers(body, 'access_token'));

  const isOver = name === 'resolved_item';
  const occurrence = at(body, 'data', 'occurrence') ?? at(item, 'last_occurrence');
  const level = text(at(item, 'level'));
  const host = text(at(occurrence, 'server', 'host'));
  return told('Rollbar', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: firstText(at(item, 'title'), at(occurrence, 'body', 'message', 'body'), `Item ${key}`),
    details: joined(
      '\n',
      `${name.replaceAll('_', ' ')}, ${text(at(item, 'total_occurrences')) ?? '?'} occurrences`,
      named('Environment', at(item, 'environment')),
      named('Host', host),
    ),
    alertKey: key,
    priority: isOver ? undefined : priorityOfWord(levels[level ?? ''] ?? level ?? at(occurrence, 'level')),
    labels: labelsOf({
      environment: at(item, 'environment'),
      host,
      language: at(occurrence, 'language'),
      framework: at(occurrence, 'framework'),
    }),
    links: linksOf(['Rollbar', at(body, 'data', 'url')], ['Rollbar', at(item, 'url')]),
    customDetails: withoutMembers(body, 'access_token') as Record<string, unknown>,
  });
}

export const tool: Tool = {
  resolves: 'event_name is "resolved_item"',
  setup:
    'Project → Settings → Notifications → Webhook: URL {url}; enable, and keep the rules for new, reopened and resolved items.',
  source: ['https://docs.rollbar.com/docs/webhooks'],
  sample: {
    event_name: 'new_item',
    data: {
      item: {
        id: 820000042,
        project_id: 77,
        environment: 'production',
        title: 'ConnectionError: ledger does not answer',
        level: 50,
        status: 1,
        total_occurrences: 3,
        counter: 42,
        last_occurrence: { language: 'python', level: 'critical', server: { host: 'worker-2' } },
      },
    },
  },
  read: ({ body }) => read(body),
};
