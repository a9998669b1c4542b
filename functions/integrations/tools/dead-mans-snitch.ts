import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, joined, labelsOf, list, text } from '../reader.ts';
import { told, typeOfWord } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

function read(body: unknown): Reading {
  const snitch = at(body, 'data', 'snitch');
  const token = text(at(snitch, 'token'));
  const type = text(at(body, 'type'));
  if (token === undefined || type === undefined) return unknownBody("Dead Man's Snitch", body);
  const word = type.replace(/^snitch\./, '');
  const eventType = typeOfWord(word, { resolve: 'reporting healthy', none: 'paused unpaused created updated deleted' });
  if (eventType === undefined) return ignored(`the snitch was ${word}`);
  const name = text(at(snitch, 'name')) ?? token;
  return told("Dead Man's Snitch", {
    eventType,
    summary: word === 'missing' ? `${name} did not report` : `${name} is ${word}`,
    details: text(at(snitch, 'notes')),
    alertKey: token,
    labels: labelsOf({
      snitch: name,
      tags: joined(', ', ...list(at(snitch, 'tags')).slice(0, 20).map(text)),
    }),
  });
}

export const tool: Tool = {
  resolves: 'type is "snitch.reporting"',
  setup: 'Settings → Integrations → Webhooks → Add: `{url}`.',
  source: ['https://deadmanssnitch.com/docs/webhooks'],
  sample: {
    type: 'snitch.missing',
    timestamp: '2026-01-05T10:00:00.000Z',
    data: {
      snitch: {
        token: 'c2354d53d2',
        name: 'Invoice run',
        notes: 'Restart the worker',
        tags: ['billing'],
        status: 'missing',
        previous_status: 'healthy',
      },
    },
  },
  read: ({ body }) => read(body),
};
