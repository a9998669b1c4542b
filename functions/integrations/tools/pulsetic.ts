import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Reads an alert of a monitor; its certificate is another matter than whether it is up. */
function read(body: unknown): Reading {
  const type = text(at(body, 'alert_type'))?.toLowerCase();
  const monitor = at(body, 'monitor');
  if (type === undefined || !isRecord(monitor)) return unknownBody('Pulsetic', body);
  const isCertificate = type.startsWith('certificate') || type.startsWith('ssl');
  const name = firstText(at(monitor, 'name'), at(monitor, 'url'), at(monitor, 'id'));
  const days = text(at(body, 'days_left'));
  return told('Pulsetic', {
    eventType: type === 'monitor_online' ? 'RESOLVE' : 'ALERT',
    summary: joined(' ', name, type.replace(/^monitor_/, '').replaceAll('_', ' '), days && `(${days} days left)`),
    details: text(at(body, 'message')),
    alertKey: joined('/', isCertificate ? 'certificate' : 'monitor', firstText(at(monitor, 'id'), at(monitor, 'url'))),
    priority: isCertificate ? 'LOW' : undefined,
    labels: labelsOf({ monitor: at(monitor, 'name') }),
    links: linksOf(['Monitored address', at(monitor, 'url')]),
  });
}

export const tool: Tool = {
  resolves: 'alert_type is "monitor_online"',
  setup: 'Integrations → Webhooks → Add: URL {url}, with the monitors it is for.',
  source: [
    'https://github.com/PagerTree/pager_tree-integrations/blob/main/test/models/pager_tree/integrations/pulsetic/v3_test.rb',
  ],
  sample: { alert_type: 'monitor_offline', monitor: { id: 24601, url: 'https://www.example.com/health' } },
  read: ({ body }) => read(body),
};
