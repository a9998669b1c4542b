import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** `httpUptimeCheckFailedNotification` → "http uptime check failed". */
const wordsOf = (type: string): string =>
  type
    .replace(/Notification$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();

/** Reads a notification; the monitor stands below the check, or in older bodies beside it as the site. */
function read(body: unknown): Reading {
  const type = text(at(body, 'type'));
  const check = at(body, 'run', 'check');
  const monitor = [at(check, 'monitor'), at(body, 'monitor'), at(body, 'site'), at(check, 'site')].find(isRecord);
  if (type === undefined || (monitor === undefined && !isRecord(check))) return unknownBody('Oh Dear', body);
  if (/^test/i.test(type)) return ignored('a test of the connection');

  const name = firstText(at(monitor, 'label'), at(monitor, 'sort_url'), at(monitor, 'url'));
  const said = firstText(at(check, 'latest_completed_run_summary'), at(check, 'latest_run_summary'));
  const label = firstText(at(check, 'label'), at(check, 'type'));
  return told('Oh Dear', {
    eventType: /recovered/i.test(type) ? 'RESOLVE' : 'ALERT',
    summary: joined(' ', name, label, said ?? wordsOf(type)),
    details: joined('\n', wordsOf(type), text(at(monitor, 'url'))),
    alertKey: firstText(
      at(check, 'id'),
      joined('/', text(at(monitor, 'id')), wordsOf(type).replace(/ (?:failed|recovered|warning).{0,100}$/, '')),
    ),
    labels: labelsOf({ monitor: name, check: firstText(at(check, 'type'), label) }),
    links: linksOf(['Monitored address', at(monitor, 'url')]),
  });
}

export const tool: Tool = {
  resolves: 'type contains "Recovered"',
  setup: 'Monitor → Notifications → Webhooks (or those of the team): URL {url}.',
  source: ['https://ohdear.app/docs/integrations/webhooks/events'],
  sample: {
    uuid: '3f0b6e0c-2f1d-4b7e-8a64-5f6d0c8b1a90',
    type: 'httpUptimeCheckFailedNotification',
    dateTime: '20260203040506',
    run: {
      id: 71,
      check: {
        id: 9,
        type: 'uptime',
        label: 'Uptime',
        latest_completed_run_summary: 'Timed out',
        monitor: { id: 4, url: 'https://www.example.com', sort_url: 'example.com', label: 'example.com' },
      },
    },
  },
  read: ({ body }) => read(body),
};
