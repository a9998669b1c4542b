import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, record, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** What goes wrong by one type goes right by another; a family is what the two are about. */
const families: readonly (readonly [family: string, wrong: string, right: string])[] = [
  ['reporting', 'stopped_reporting', 'started_reporting'],
  ['port', 'port_disconnected', 'port_connected'],
  ['power_supply', 'power_supply_down', 'power_supply_up'],
  ['cellular', 'cellular_down', 'cellular_up'],
  ['client', 'disconnected', 'reconnected'],
  ['pcc_outage', 'pcc_outage', 'pcc_outage_end'],
  ['bluetooth', 'bluetooth_out', 'bluetooth_in'],
  ['sensor_probe', 'sensor_probe_cable_disconnected', 'sensor_probe_cable_reconnected'],
  ['sensor_water', 'sensor_water_detection_cable_disconnected', 'sensor_water_detection_cable_reconnected'],
  ['sensor_battery', 'sensor_battery_low', 'sensor_battery_improved'],
  ['usb_modem', 'usb_modem_disconnected', 'usb_modem_connected'],
];

const familyOf = (type: string) => families.find(([, wrong, right]) => wrong === type || right === type);

/** Which of several: the port of a switch, a client, a sensor. */
const partOf = (data: unknown): string | undefined =>
  firstText(
    ...['portNum', 'port', 'num', 'powerSupplyNumber', 'mac', 'clientMac', 'node'].map((name) => record(data)[name]),
  );

function read(body: unknown): Reading {
  const type = text(at(body, 'alertTypeId'));
  const title = text(at(body, 'alertType'));
  if (type === undefined && title === undefined) return unknownBody('Cisco Meraki', body);
  const device = firstText(at(body, 'deviceName'), at(body, 'deviceSerial'), at(body, 'deviceMac'));
  const serial = firstText(at(body, 'deviceSerial'), at(body, 'deviceMac'));
  const [family, , right] = familyOf(type ?? '') ?? [type];
  return told('Cisco Meraki', {
    eventType: right !== undefined && type === right ? 'RESOLVE' : 'ALERT',
    summary: joined(' ', title ?? type, device),
    details: joined(', ', text(at(body, 'networkName')), text(at(body, 'organizationName'))),
    alertKey: serial === undefined ? undefined : joined('/', serial, family, partOf(at(body, 'alertData'))),
    priority: priorityOfWord(at(body, 'alertLevel')),
    labels: labelsOf({
      device,
      serial: at(body, 'deviceSerial'),
      model: at(body, 'deviceModel'),
      network: at(body, 'networkName'),
      organization: at(body, 'organizationName'),
    }),
    links: linksOf(['Device', at(body, 'deviceUrl')], ['Network', at(body, 'networkUrl')]),
  });
}

export const tool: Tool = {
  resolves: 'alertTypeId is the counterpart of the one that opened the alert (started_reporting, port_connected …)',
  setup:
    'Network-wide → Alerts → Webhooks → Add an HTTPS server: URL `{url}`, payload template "Meraki (included)". Then add it as a recipient of the alerts. A shared secret there is checked when `metadata.signingSecret` here is the same.',
  source: ['https://developer.cisco.com/meraki/webhooks/', 'https://github.com/meraki/webhook-payload-templates'],
  sample: {
    version: '0.1',
    sentAt: '2026-01-05T10:00:30Z',
    organizationName: 'Acme',
    networkId: 'N_24329156',
    networkName: 'Main office',
    deviceSerial: 'Q2XX-ABCD-5678',
    deviceName: 'AP lobby',
    deviceModel: 'MR46',
    alertId: '643451796760560001',
    alertType: 'APs went down',
    alertTypeId: 'stopped_reporting',
    alertLevel: 'critical',
    occurredAt: '2026-01-05T10:00:00Z',
    alertData: {},
  },
  read: ({ body }) => read(body),
};
