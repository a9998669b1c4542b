import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, list, text } from '../reader.ts';
import { told, typeOfWord } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

function read(body: unknown): Reading {
  const check = at(body, 'check');
  const key = firstText(at(check, 'url'), at(check, 'name'));
  const word = text(at(body, 'event'))?.split('.').at(-1);
  if (key === undefined || word === undefined) return unknownBody('Hyperping', body);
  const eventType = typeOfWord(word, { resolve: 'up recovered', none: 'paused resumed created' });
  if (eventType === undefined) return ignored(`the check was ${word}`);
  const pings = list(at(body, 'pings')).slice(0, 30);
  return told('Hyperping', {
    eventType,
    summary: `${text(at(check, 'name')) ?? key} is ${word}`,
    details: joined(
      '\n',
      ...pings.map((ping) =>
        joined(' ', text(at(ping, 'location')), text(at(ping, 'status')), text(at(ping, 'statusMessage'))),
      ),
    ),
    alertKey: key,
    labels: labelsOf({ status: at(check, 'status'), protocol: at(check, 'protocol') }),
    links: linksOf(['Monitored address', at(check, 'url')]),
  });
}

export const tool: Tool = {
  resolves: 'event is "check.up"',
  setup: 'Integrations → Webhook → New: `{url}`. Then choose it in your monitors.',
  source: ['https://hyperping.com/docs/alerts/webhook'],
  sample: {
    event: 'check.down',
    check: { url: 'https://api.example.com/health', status: 502, down: true, date: 1767607200000, downtime: 1 },
    pings: [{ original: true, location: 'london', status: 502, statusMessage: 'Bad Gateway' }],
  },
  read: ({ body }) => read(body),
};
