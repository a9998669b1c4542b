import type { Tool } from '../adapter.ts';
import { credentialMembers } from '../credentials.ts';
import { readOwnForm } from '../own-form.ts';
import { at, joined, labelsOf, rest, text } from '../reader.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'eventType is "resolved"',
  setup:
    'Data → Events → action Trigger webhook: POST {url}, body `{"eventType":"alert","deviceId":"{{device.id}}","deviceName":"{{device.name}}","variableId":"{{variable.id}}","variableName":"{{variable.name}}","lastValue":"{{lastValue}}","triggerValue":"{{trigger.value}}","triggerTimestamp":"{{trigger.timestamp}}"}`; as "back to normal" action the same with `resolved`.',
  source: ['https://docs.ilert.com/inbound-integrations/ubidots'],
  sample: {
    eventType: 'alert',
    deviceId: '6b2c3d4e5f6a7b8c9d0e1f2a',
    deviceName: 'Boiler 1',
    lastValue: '3.2',
    triggerValue: '3.2',
    triggerTimestamp: '2026-02-03 04:05:06 +0000',
    variableId: '7c3d4e5f6a7b8c9d0e1f2a3b',
    variableName: 'Pressure',
  },
  read: ({ body }) => {
    const [device, variable, value] = ['deviceName', 'variableName', 'lastValue'].map((name) => text(at(body, name)));
    const own = readOwnForm(body, {
      summary: joined(' ', device, variable, value),
      details: joined(': ', text(at(body, 'triggerTimestamp')), text(at(body, 'triggerValue'))),
      alertKey: text(at(body, 'variableId')),
      customDetails: rest(body, ...credentialMembers),
      labels: labelsOf({ device, variable }),
    });
    return own ?? unknownBody('Ubidots', body);
  },
};
