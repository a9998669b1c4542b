import { event, type Integration, ignored, type Reading } from './adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, rest, text } from './reader.ts';
import { unknownBody } from './unknown-body.ts';

const notNews: Readonly<Record<string, string>> = {
  '2': 'the monitor is pending',
  '3': 'the monitor is in maintenance',
};

const tagsOf = (value: unknown) =>
  Object.fromEntries(
    list(value).flatMap((tag) => {
      const name = text(at(tag, 'name'));
      return name === undefined ? [] : [[name, at(tag, 'value')] as const];
    }),
  );

/** Reads a heartbeat: 0 down, 1 up, 2 pending, 3 maintenance. The test button and certificate notices have none. */
function read(body: unknown): Reading {
  const said = text(at(body, 'msg'));
  const monitor = at(body, 'monitor');
  const heartbeat = at(body, 'heartbeat');
  const status = text(at(heartbeat, 'status'));
  if (said === undefined && !isRecord(heartbeat)) return unknownBody('Uptime Kuma', body);
  if (status !== undefined && Object.hasOwn(notNews, status)) return ignored(notNews[status] ?? '');

  const name = firstText(at(monitor, 'name'), at(monitor, 'pathName'));
  const id = firstText(at(monitor, 'id'), at(heartbeat, 'monitorID'));
  return event({
    eventType: status === '1' ? 'RESOLVE' : 'ALERT',
    summary: said ?? joined(': ', name ?? `Monitor ${id ?? ''}`.trim(), text(at(heartbeat, 'msg'))),
    details: joined('\n\n', text(at(heartbeat, 'msg')), text(at(monitor, 'description'))),
    // A notice without heartbeat is not about the monitor being down, so the monitor being up does not resolve it.
    alertKey: isRecord(heartbeat) || id === undefined ? id : `${id}/notice`,
    labels: labelsOf(tagsOf(at(monitor, 'tags')), { monitor: name, type: at(monitor, 'type') }),
    links: linksOf(['Monitored address', at(monitor, 'url')]),
    customDetails: rest(body, 'msg'),
  });
}

export const uptimeKuma: Integration = {
  slug: 'uptime-kuma',
  aliases: ['uptimekuma'],
  name: 'Uptime Kuma',
  integrationType: 'UPTIMEKUMA',
  resolves: 'heartbeat.status is 1',
  setup: 'Settings → Notifications → Setup Notification: Webhook, Post URL {url}, Request Body application/json.',
  read: ({ body }) => read(body),
};
