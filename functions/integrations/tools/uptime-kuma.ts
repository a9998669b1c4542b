import { event, ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, text } from '../reader.ts';
import { stateOfTitle } from '../states.ts';
import { unknownBody } from '../unknown-body.ts';

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

/**
 * Reads a message that a person's template has made of the parts: `[Shop] [🔴 Down] timeout` names the monitor and its
 * state. Undefined when it names no state, as certificate notices and the test button do not.
 */
function readSentence(said: string | undefined, body: unknown): Reading | undefined {
  const [, monitor] = /^\[([^\]]{1,200})\]/.exec(said ?? '') ?? [];
  const state = stateOfTitle(said?.slice((monitor?.length ?? 0) + 2));
  if (monitor === undefined || state === undefined) return undefined;
  return event({
    eventType: state === 'over' ? 'RESOLVE' : 'ALERT',
    summary: said,
    alertKey: firstText(at(body, 'monitorID'), at(body, 'monitor_id'), monitor),
    labels: labelsOf({ monitor }),
  });
}

/** Reads a heartbeat: 0 down, 1 up, 2 pending, 3 maintenance. The test button and certificate notices have none. */
function read(body: unknown): Reading {
  const said =
    typeof body === 'string'
      ? text(body)?.split('\n', 1)[0]
      : firstText(at(body, 'msg'), at(body, 'message'), at(body, 'text'));
  const sentence = isRecord(at(body, 'heartbeat')) ? undefined : readSentence(said, body);
  if (sentence !== undefined) return sentence;
  const monitor = at(body, 'monitor');
  const heartbeat = at(body, 'heartbeat');
  const status = text(at(heartbeat, 'status'));
  if ((said === undefined || typeof body === 'string') && !isRecord(heartbeat)) return unknownBody('Uptime Kuma', body);
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
  });
}

export const tool: Tool = {
  resolves: 'heartbeat.status is 1',
  setup: 'Settings → Notifications → Setup Notification: Webhook, Post URL {url}, Request Body application/json.',
  source: ['https://github.com/louislam/uptime-kuma'],
  sample: {
    heartbeat: {
      monitorID: 3,
      status: 0,
      time: '2026-01-05 10:00:00.000',
      msg: 'connect ECONNREFUSED 192.0.2.10:443',
      important: true,
      duration: 60,
    },
    monitor: { id: 3, name: 'Shop', url: 'https://shop.example.com', type: 'http', tags: [] },
    msg: '[Shop] [🔴 Down] connect ECONNREFUSED 192.0.2.10:443',
  },
  read: ({ body }) => read(body),
};
