import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { adaptiveCard, cardMessage } from '../../functions/actions/chat/adaptive-card.ts';
import { slackMessage } from '../../functions/actions/chat/slack-message.ts';
import { createOutbox, type Outbox } from '../../local/outbox/outbox.ts';
import { chatsOf } from '../../local/outbox/targets/chats-view.ts';
import { pageFiles } from '../../local/page/page-files.ts';
import { anAlert } from '../actions/facts.ts';
import { aDeployment } from '../local/outbox/deployment.ts';
import { askTheInternet } from '../local/outbox/internet.ts';

export interface FakeCloud extends AsyncDisposable {
  readonly url: string;
  readonly outbox: Outbox;
  /** What the page asked of the control surface and the API, but for reading: method, path and body. */
  readonly asked: { method: string; path: string; body: unknown }[];
  /** The texts that were sent to Tocsin. */
  readonly texts: string[];
  /** What GET answers by path; tests may change it. */
  readonly answers: Record<string, unknown>;
  /** A reply is answered when this is done; tests may change it. */
  untilReplied: Promise<void>;
}

const now = '2026-11-21T20:07:30.000Z';

/** A control surface with a real outbox behind it and fixed answers for everything else. */
export async function startFakeCloud(): Promise<FakeCloud> {
  const asked: FakeCloud['asked'] = [];
  const texts: string[] = [];
  const outbox = createOutbox({
    deployment: aDeployment,
    outside: {
      now: () => now,
      deliverToQueue: async ({ body }) => void texts.push(JSON.parse(JSON.parse(body).Message).messageBody),
      putObject: async () => {},
      invoke: async () => ({ spoken: 'Thank you. The alert is accepted.' }),
      baseUrl: () => url,
    },
  });
  const answers: FakeCloud['answers'] = {
    '/_local/clock': { now, running: false },
    '/_local/executions': [],
    '/_local/requests': [],
    '/_local/faults': [],
    '/_local/alarms': [],
    '/api/users': [{ id: 2, firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' }],
    '/api/alert-sources': [{ id: 5, name: 'Demo monitoring', integrationKey: 'il1api-demo' }],
  };

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const file = pageFiles().get(pathname);
    if (file) return void response.writeHead(200, { 'content-type': file.type }).end(file.body);
    if (request.method === 'GET') {
      if (pathname === '/_local/outbox')
        return send(200, { messages: outbox.since(Number(searchParams.get('since'))) });
      if (pathname === '/_local/chats') return send(200, chatsOf(outbox.since(0)));
      if (pathname === '/_local/tickets') return send(200, { tickets: outbox.tickets() });
      const since = Number(searchParams.get('since') ?? 0);
      const answer = answers[pathname];
      if (answer === undefined) return send(404, { message: `nothing at ${pathname}` });
      return send(200, Array.isArray(answer) ? answer.filter(({ seq }) => seq === undefined || seq > since) : answer);
    }
    const words = await text(request);
    const body = words.startsWith('{') ? JSON.parse(words) : words;
    asked.push({ method: request.method ?? '', path: pathname, body });
    const replied = /^\/_local\/outbox\/([^/]+)\/reply$/.exec(pathname)?.[1];
    if (replied) {
      const answer = await outbox.reply(decodeURIComponent(replied), body);
      await cloud.untilReplied;
      return send(answer.status, answer.body);
    }
    const pressed = /^\/_local\/outbox\/([^/]+)\/press$/.exec(pathname)?.[1];
    if (pressed) {
      const answer = await outbox.press(decodeURIComponent(pressed), body);
      return send(answer.status, answer.body);
    }
    if (pathname.startsWith('/answer/')) return void response.end('<p>The alert is accepted.</p>');
    return send(200, { now });
  }

  const server = createServer((request, response) => {
    respond(request, response).catch((error: Error) => response.writeHead(500).end(error.message));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cloud: FakeCloud = {
    url,
    outbox,
    asked,
    texts,
    answers,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    untilReplied: Promise.resolve(),
  };
  return cloud;
}

/** Puts one alert's messages, executions and AWS calls where the page finds them. */
export function fillWithAnAlert({ outbox, answers, url }: FakeCloud): void {
  const alertId = 4711;
  const about = { alertId, userId: 2, answerable: true };
  const phone = '+4915112345678';
  const summary = 'Checkout: payment API answers 503';
  outbox.store.add({
    ...about,
    channel: 'SMS',
    to: phone,
    from: '+15005550006',
    text: `ALERT: ${summary} (Demo monitoring). Reply A7 accept, R7 resolve, E7 escalate`,
    providerId: 'p1',
  });
  const actions = { acceptUrl: `${url}/answer/a1`, resolveUrl: `${url}/answer/r1`, escalateUrl: `${url}/answer/e1` };
  outbox.store.add({
    ...about,
    channel: 'PUSH',
    to: 'device-token-1',
    subject: 'High priority: Demo monitoring',
    text: summary,
    data: actions,
    providerId: 'p2',
  });
  outbox.store.add({
    ...about,
    channel: 'EMAIL',
    to: 'ada@example.com',
    from: 'alerts@example.com',
    subject: `ALERT: ${summary}`,
    text: `${summary}\n\nAccept: ${url}/answer/a1`,
    html: `<!DOCTYPE html><html lang="en"><title>${summary}</title><body style="font-family:system-ui;padding:24px;background:#f4f4f2"><h2>${summary}</h2><p>Status: pending</p><a href="${url}/answer/a1" style="background:#1d6a3b;color:#fff;padding:12px 20px;border-radius:6px">Accept</a></body></html>`,
    links: [
      { label: 'Accept', url: `${url}/answer/a1` },
      { label: 'Resolve', url: `${url}/answer/r1` },
    ],
    headers: { 'reply-to': 'alert+token@reply.example.com', 'message-id': '<m1@eu-central-1.amazonses.com>' },
    providerId: 'p3',
  });
  outbox.store.add({
    ...about,
    channel: 'VOICE',
    to: phone,
    from: '+4930555000',
    text: `This is Tocsin with a high priority alert from Demo monitoring. ${summary}. Press 1 to accept, 2 to resolve, 3 to escalate.`,
    providerId: 'p4',
  });
  outbox.store.add({
    ...about,
    userId: null,
    channel: 'SMS',
    to: '+4917000000002',
    from: '+15005550006',
    text: 'ALERT: level two. Reply A8',
    providerId: 'p5',
  });
  answers['/api/alerts'] = [
    { id: alertId, summary, status: 'PENDING' },
    { id: 4710, summary: 'Disk on db-1 is 95 % full', status: 'ACCEPTED' },
  ];
  answers['/_local/executions'] = someExecutions(alertId);
  answers['/_local/requests'] = someRequests();
  answers['/_local/alarms'] = [
    {
      name: 'tocsin-local-tick-silent',
      state: 'ALARM',
      impact: 'Nothing that is due gets done: escalations stand still.',
      since: now,
    },
    { name: 'tocsin-local-events-dead', state: 'OK', impact: 'Accepted events could not be processed.' },
  ];
}

function someExecutions(alertId: number): object[] {
  const turn = (entered: string, until: string | null) => [
    { name: 'Take due steps', enteredAt: `2026-11-21T20:${entered}.000Z`, exitedAt: `2026-11-21T20:${entered}.400Z` },
    { name: 'What next?', enteredAt: `2026-11-21T20:${entered}.400Z`, exitedAt: `2026-11-21T20:${entered}.410Z` },
    {
      name: 'Wait until next step',
      enteredAt: `2026-11-21T20:${entered}.410Z`,
      exitedAt: until && `2026-11-21T20:${until}.000Z`,
    },
  ];
  const running = { error: null, cause: null, stoppedAt: null };
  return [
    {
      name: 'alert-4710-g1',
      alertId: 4710,
      status: 'ABORTED',
      error: 'Accepted',
      cause: 'Grace Hopper accepted by SMS',
      startedAt: '2026-11-21T19:40:00.000Z',
      stoppedAt: '2026-11-21T19:43:10.000Z',
      states: [{ name: 'Take due steps', enteredAt: '2026-11-21T19:40:00.000Z', exitedAt: '2026-11-21T19:40:00.500Z' }],
    },
    {
      ...running,
      name: `alert-${alertId}-g1`,
      alertId,
      status: 'RUNNING',
      startedAt: '2026-11-21T20:00:00.000Z',
      states: [...turn('00:00', '02:00'), ...turn('02:00', '05:00'), ...turn('05:00', null)],
    },
  ];
}

function someRequests(): object[] {
  const calls: [string, string, string, number, boolean][] = [
    ['ingest', 'dynamodb', 'GetItem', 200, true],
    ['ingest', 'sqs', 'SendMessageBatch', 200, true],
    ['process-event', 'dynamodb', 'TransactWriteItems', 200, true],
    ['process-event', 'states', 'StartExecution', 200, true],
    ['advance-escalation', 'dynamodb', 'TransactWriteItems', 500, true],
    ['send-notification', 'sms-voice', 'SendTextMessage', 200, true],
    ['send-notification', 's3', 'GetObject', 403, false],
  ];
  return calls.map(([name, service, action, status, allowed], position) => {
    return { seq: position + 1, function: name, service, action, status, allowed };
  });
}

/** Puts what alert actions have written of an alert into chats and a ticket tool, as their drivers do. */
export async function fillWithChats({ outbox }: FakeCloud): Promise<void> {
  const alert = anAlert({ services: ['Checkout'], details: 'Only 2 % of /var are left.\nSee <runbook> & call Ada.' });
  const told = { alert, trigger: 'alert-created', deed: { by: 'Prometheus' } } as const;
  const ask = (url: string, body: object, headers = {}) => {
    const own = { 'content-type': 'application/json', ...headers };
    return askTheInternet(outbox, { method: 'POST', url, headers: own, body: JSON.stringify(body) });
  };
  const slack = { authorization: 'Bearer xoxb-local' };
  const message = { channel: 'C0OPS', ...slackMessage(told, { isAnswerable: true }) };
  const { ts } = JSON.parse((await ask('https://slack.com/api/chat.postMessage', message, slack)).body);
  const comment = {
    channel: 'C0OPS',
    thread_ts: ts,
    text: '*Ada Lovelace* commented:\n> I look into it, see <https://example.com|the log>',
  };
  await ask('https://slack.com/api/chat.postMessage', comment, slack);
  const teams = { authorization: 'Bearer local-teams.app.tenant' };
  const activity = cardMessage(adaptiveCard(told, { isAnswerable: true }));
  const channelData = { channel: { id: '19:ops@thread.tacv2' } };
  await ask('https://smba.trafficmanager.net/teams/v3/conversations', { isGroup: true, channelData, activity }, teams);
  const fields = { project: { key: 'OPS' }, summary: 'Disk is full on db-1', labels: ['tocsin'] };
  await ask('https://example.atlassian.net/rest/api/3/issue', { fields });
}
