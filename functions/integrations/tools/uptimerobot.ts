import type { Reading, Tool } from '../adapter.ts';
import { at, joined, labelsOf, linksOf, named, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** A variable that was not filled in stays as `*alertDetails*`. */
const field = (body: unknown, name: string): string | undefined => {
  const found = text(at(body, name));
  return found === undefined || /^\*\w{1,60}\*$/.test(found) ? undefined : found;
};

/** Reads the variables, from a body or from the query: 1 down, 2 up, 3 a certificate that expires. */
function read(body: unknown): Reading {
  const type = field(body, 'alertType');
  const key = field(body, 'monitorID');
  if (type === undefined || key === undefined) return unknownBody('UptimeRobot', body);
  const name = field(body, 'monitorFriendlyName') ?? field(body, 'monitorURL') ?? `Monitor ${key}`;
  const details = field(body, 'alertDetails');
  const state = field(body, 'alertTypeFriendlyName');
  const isCertificate = type === '3';
  return told('UptimeRobot', {
    eventType: type === '2' ? 'RESOLVE' : 'ALERT',
    summary: joined(': ', isCertificate && details !== undefined ? name : joined(' is ', name, state), details),
    details: joined('\n', details, named('Down for', field(body, 'alertFriendlyDuration'))),
    // The monitor being up says nothing about its certificate.
    alertKey: isCertificate ? `${key}/certificate` : key,
    labels: labelsOf({ monitor: field(body, 'monitorFriendlyName'), contacts: field(body, 'monitorAlertContacts') }),
    links: linksOf(['Monitored address', field(body, 'monitorURL')]),
  });
}

export const tool: Tool = {
  resolves: 'alertType is 2 (up)',
  setup:
    'Integrations → Webhook → Add: URL `{url}?`, notifications Up and Down, "Send default variables as query string" on (or POST value JSON `{"monitorID":"*monitorID*","monitorURL":"*monitorURL*","monitorFriendlyName":"*monitorFriendlyName*","alertType":"*alertType*","alertTypeFriendlyName":"*alertTypeFriendlyName*","alertDetails":"*alertDetails*","alertFriendlyDuration":"*alertFriendlyDuration*"}` with "Send as JSON").',
  source: [
    'https://docs.ilert.com/inbound-integrations/uptime-robot',
    'https://github.com/zulip/zulip/tree/main/zerver/webhooks/uptimerobot/fixtures',
  ],
  sample: {
    monitorID: '791000042',
    monitorURL: 'https://login.example.com',
    monitorFriendlyName: 'Sign-in',
    alertType: '1',
    alertTypeFriendlyName: 'Down',
    alertDetails: 'Connection Timeout',
    alertFriendlyDuration: '*alertFriendlyDuration*',
  },
  read: ({ body }) => read(body),
};
