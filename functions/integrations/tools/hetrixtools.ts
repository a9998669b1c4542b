import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, record, text } from '../reader.ts';
import { told, typeOfWord } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const errorsOf = (value: unknown): string | undefined =>
  joined(
    '\n',
    ...Object.entries(record(value))
      .slice(0, 30)
      .map(([place, error]) => joined(': ', place, text(error))),
  );

function readUptime(body: unknown, id: string, status: string): Reading {
  const name = firstText(at(body, 'monitor_name'), at(body, 'monitor_target')) ?? id;
  return told('HetrixTools', {
    eventType: typeOfWord(status, { resolve: 'online' }) ?? 'ALERT',
    summary: `${name} is ${status}`,
    details: errorsOf(at(body, 'monitor_errors')),
    alertKey: `uptime/${id}`,
    labels: labelsOf({ monitor: name, type: at(body, 'monitor_type'), category: at(body, 'monitor_category') }),
    links: linksOf(['Monitored address', at(body, 'monitor_target')]),
  });
}

function readUsage(body: unknown, id: string, usage: unknown): Reading {
  const resource = text(at(usage, 'resource_type'));
  const [current, average, minutes] = ['current_usage', 'average_usage', 'average_minutes'].map((name) =>
    text(at(usage, name)),
  );
  return told('HetrixTools', {
    eventType: 'ALERT',
    summary: joined(' ', text(at(body, 'monitor_name')) ?? id, resource, current && `at ${current} %`),
    details: average && `${average} % over ${minutes ?? '?'} minutes`,
    alertKey: joined('/', 'resource', id, resource),
    labels: labelsOf({ monitor: at(body, 'monitor_name'), resource }),
  });
}

/** An address on lists of spammers; it comes as one of a list of bodies. */
function readBlacklist(body: unknown, address: string): Reading {
  const now = text(at(body, 'blacklisted_now'));
  const lists = list(at(body, 'blacklisted_on'))
    .slice(0, 50)
    .map((one) => text(at(one, 'rbl')));
  return told('HetrixTools', {
    eventType: now === '0' ? 'RESOLVE' : 'ALERT',
    summary: now === '0' ? `${address} is on no blacklist` : `${address} is on ${now ?? 'some'} blacklists`,
    details: joined('\n', ...lists),
    alertKey: `blacklist/${address}`,
    labels: labelsOf({ monitor: address, label: at(body, 'label') }),
    links: linksOf(['Report', at(body, 'links', 'report_link')]),
  });
}

function read(body: unknown): Reading {
  const [id, status] = [text(at(body, 'monitor_id')), text(at(body, 'monitor_status'))];
  const usage = at(body, 'resource_usage');
  if (id !== undefined && isRecord(usage)) return readUsage(body, id, usage);
  if (id !== undefined && status !== undefined) return readUptime(body, id, status);
  const address = text(at(body, 'monitor'));
  const isListed = at(body, 'blacklisted_now') !== undefined || Array.isArray(at(body, 'blacklisted_on'));
  return address !== undefined && isListed ? readBlacklist(body, address) : unknownBody('HetrixTools', body);
}

export const tool: Tool = {
  resolves: 'monitor_status is "online"; an address is on no blacklist any more; resource usage is never resolved',
  setup: 'Contact Lists → your list → Webhook → Add: URL `{url}`. Then choose the list in your monitors.',
  source: [
    'https://docs.hetrixtools.com/uptime-monitoring-webhook/',
    'https://docs.hetrixtools.com/blacklist-monitoring-webhook/',
  ],
  sample: {
    monitor_id: '4f1d2c3b4a5968778695a4b3c2d1e0ff',
    monitor_name: 'Shop',
    monitor_target: 'https://shop.example.com/',
    monitor_type: 'website',
    monitor_category: 'Shops',
    monitor_status: 'offline',
    timestamp: 1767607200,
    monitor_errors: { Frankfurt: 'http code 503', London: 'timeout' },
  },
  read: ({ body }) => read(body),
};
