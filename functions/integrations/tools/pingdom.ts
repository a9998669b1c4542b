import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, list, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const over = new Set(['UP', 'SUCCESS']);
const notNews = new Set(['PAUSED', 'UNKNOWN']);

/** Reads a change of state of a check. */
function read(body: unknown): Reading {
  const state = text(at(body, 'current_state'))?.toUpperCase();
  const key = text(at(body, 'check_id'));
  if (state === undefined || key === undefined) return unknownBody('Pingdom', body);
  if (notNews.has(state)) return ignored(`the check is ${state}`);
  const isOver = over.has(state);
  return told('Pingdom', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: joined(
      ': ',
      `${text(at(body, 'check_name')) ?? `Check ${key}`} is ${state}`,
      text(at(body, 'description')),
    ),
    details: paragraphs(text(at(body, 'long_description')), text(at(body, 'custom_message'))),
    alertKey: key,
    priority: isOver ? undefined : priorityOfWord(at(body, 'importance_level')),
    labels: labelsOf({
      check: at(body, 'check_name'),
      type: at(body, 'check_type'),
      host: at(body, 'check_params', 'hostname'),
      tags: list(at(body, 'tags')).map(text).filter(Boolean).join(', '),
    }),
    links: linksOf([
      'Monitored address',
      firstText(at(body, 'check_params', 'full_url'), at(body, 'check_params', 'url')),
    ]),
  });
}

export const tool: Tool = {
  resolves: 'current_state is "UP" (or "SUCCESS")',
  setup: 'Settings → Integrations → Add integration: Webhook, URL {url}; then select it in the checks.',
  source: [
    'https://www.pingdom.com/resources/webhooks/',
    'https://github.com/zulip/zulip/tree/main/zerver/webhooks/pingdom/fixtures',
  ],
  sample: {
    check_id: 8800042,
    check_name: 'Sign-in',
    check_type: 'HTTP',
    check_params: { hostname: 'login.example.com', full_url: 'https://login.example.com/', port: 443 },
    tags: ['prod'],
    previous_state: 'UP',
    current_state: 'DOWN',
    importance_level: 'HIGH',
    state_changed_utc_time: '2026-02-03T04:05:06',
    description: 'HTTP Error 503',
    long_description: 'Service Unavailable',
  },
  read: ({ body }) => read(body),
};
