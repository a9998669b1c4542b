import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, named, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** A placeholder that PRTG did not fill in (`%sensorid`) says nothing. */
const field = (body: unknown, name: string): string | undefined => {
  const found = text(at(body, name));
  return found === undefined || /^%[a-z]{1,40}$/i.test(found) ? undefined : found;
};

type State = 'ALERT' | 'ACCEPT' | 'RESOLVE' | undefined;

/** "Up", "Down", "Down (Acknowledged)", "Warning ended (now: Up)": what counts is what it is now. */
function stateOf(status: string): State {
  const now = /\(now: ?([^)]{1,40})\)/i.exec(status)?.[1] ?? status;
  if (/^up\b/i.test(now)) return 'RESOLVE';
  if (/acknowledged/i.test(now)) return 'ACCEPT';
  return /^(?:down|warning|unusual|error|escalation)/i.test(now) ? 'ALERT' : undefined;
}

/** A row of one to five asterisks; a warning is less than a failure, however important the sensor is. */
function priorityOf(stars: string | undefined, status: string) {
  if (/^(?:warning|unusual)/i.test(status)) return 'LOW' as const;
  const count = /^\*{1,5}/.exec(stars ?? '')?.[0].length ?? (/^[1-5]$/.test(stars ?? '') ? Number(stars) : undefined);
  if (count === undefined) return priorityOfWord(stars);
  return count >= 4 ? ('HIGH' as const) : ('LOW' as const);
}

/** Reads the postdata of the set-up, which comes as a form. */
function read(body: unknown): Reading {
  const status = field(body, 'status');
  const key = firstText(field(body, 'sensorid'), field(body, 'sensor_id'));
  if (status === undefined || key === undefined) return unknownBody('PRTG', body);
  const eventType = stateOf(status);
  if (eventType === undefined) return ignored(`the sensor is ${status}`);
  const [device, sensor] = [field(body, 'device'), firstText(field(body, 'sensor'), field(body, 'name'))];
  return told('PRTG', {
    eventType,
    summary: `${joined(' ', device, sensor) ?? `Sensor ${key}`}: ${joined(' - ', status, field(body, 'message'))}`,
    details: joined(
      '\n',
      named('Down for', field(body, 'down')),
      named('Last value', field(body, 'lastvalue')),
      named('Group', field(body, 'group')),
    ),
    alertKey: key,
    priority: eventType === 'ALERT' ? priorityOf(field(body, 'priority'), status) : undefined,
    labels: labelsOf({ device, sensor, group: field(body, 'group'), probe: field(body, 'probe') }),
    links: linksOf(['Sensor', field(body, 'linksensor')], ['Device', field(body, 'linkdevice')]),
  });
}

export const tool: Tool = {
  resolves: 'status is "Up" (or "… (now: Up)"); "Down (Acknowledged)" accepts',
  setup:
    'Setup → Account Settings → Notification Templates → Add: Execute HTTP Action, method POST, URL {url}, payload `sensorid=%sensorid&deviceid=%deviceid&device=%device&sensor=%sensor&status=%status&laststatus=%laststatus&message=%message&priority=%priority&down=%down&lastvalue=%lastvalue&group=%group&probe=%probe&linksensor=%linksensor&linkdevice=%linkdevice`. Add state triggers for Down, Warning and Up.',
  source: [
    'https://manuals.paessler.com/list_of_placeholders_for_notifications.htm',
    'https://manuals.paessler.com/notification_templates_settings.htm',
  ],
  sample: {
    sensorid: '5012',
    deviceid: '5000',
    device: 'firewall-1',
    sensor: 'Ping',
    status: 'Down',
    laststatus: 'Up',
    message: 'Request timed out (ICMP error # 11010)',
    priority: '*****',
    down: '2 m 30 s',
    lastvalue: '',
    group: 'Network',
    probe: 'Local Probe',
    linksensor: 'https://prtg.example.com/sensor.htm?id=5012',
    linkdevice: 'https://prtg.example.com/device.htm?id=5000',
  },
  read: ({ body }) => read(body),
};
