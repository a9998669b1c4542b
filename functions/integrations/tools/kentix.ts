import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, named, record, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** What an alarm says that is none; how firmware spells it is not published, so anything else is an alarm. */
const well = new Set(['', '0', 'false', 'no', 'off', 'ok', 'normal', 'none', 'inactive', 'n/a', '-', '--']);
const ending = '-alarm';

/** Reads the data template: each device of a zone is one alert for as long as one of its alarms is on. */
function read(body: unknown): Reading {
  const alarms = Object.entries(record(body)).filter(([name]) => name.endsWith(ending));
  const device = firstText(at(body, 'device'), at(body, 'address'));
  if (!isRecord(body) || device === undefined || alarms.length === 0) return unknownBody('Kentix', body);
  const on = alarms
    // A placeholder that was not filled in is of a sensor that the device does not have.
    .filter(([, value]) => !well.has((text(value) ?? '').toLowerCase()) && !/^\$.{1,60}\$$/.test(text(value) ?? ''))
    .map(([name]) => name.slice(0, -ending.length));
  const zone = text(at(body, 'alarmzone'));
  const place = joined(', ', text(at(body, 'building')), zone);
  const values = on.map((name) => joined(' ', name, text(at(body, name))));
  return told('Kentix', {
    eventType: on.length === 0 ? 'RESOLVE' : 'ALERT',
    summary: `${joined(', ', device, place)}: ${on.length === 0 ? 'all alarms are over' : joined(', ', ...values)}`,
    details: named('State of the zone', at(body, 'alarmzone-state')),
    alertKey: joined('/', zone, firstText(at(body, 'address'), device)),
    labels: labelsOf({ device, zone, building: at(body, 'building'), address: at(body, 'address') }),
  });
}

export const tool: Tool = {
  resolves: 'no member that ends in "-alarm" says that there is one',
  setup:
    'Configuration → Webhooks → +: URL {url}, with the data payload `{"time":"$TIME$","building":"$BUILDING_NAME$","alarmzone":"$ALARMZONE_NAME$","alarmzone-state":"$ALARMZONE_STATE$","device":"$DEVICE_NAME$","address":"$DEVICE_ADDRESS$","temperature":"$TEMPERATURE_VALUE$","temperature-alarm":"$TEMPERATURE_ALARM$","humidity":"$HUMIDITY_VALUE$","humidity-alarm":"$HUMIDITY_ALARM$","fire":"$CO_VALUE$","fire-alarm":"$CO_ALARM$","intrusion":"$MOTION_VALUE$","intrusion-alarm":"$MOTION_ALARM$"}`; assign it to the alarm zone for "Alarmstate change".',
  source: ['https://docs.ilert.com/inbound-integrations/kentix-am'],
  sample: {
    time: '2026-02-03 04:05:06',
    building: 'Head office',
    alarmzone: 'Server room',
    'alarmzone-state': 'armed',
    device: 'MultiSensor 2',
    address: '192.0.2.100',
    temperature: '38.5',
    'temperature-alarm': '1',
    humidity: '40',
    'humidity-alarm': '0',
  },
  read: ({ body }) => read(body),
};
