import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, named, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Reads a notification; `fixed` is a truth value, or its word in old accounts. */
function read(body: unknown): Reading {
  const key = text(at(body, 'alert_id'));
  const fixed = text(at(body, 'fixed'))?.toLowerCase();
  if (key === undefined || fixed === undefined) return unknownBody('Server Density', body);
  const trigger = text(at(body, 'configured_trigger_value'));
  return told('Server Density', {
    eventType: fixed === 'true' || fixed === '1' ? 'RESOLVE' : 'ALERT',
    summary: joined(' ', firstText(at(body, 'item_name'), at(body, 'item_id')), text(at(body, 'alert_type'))),
    details: joined('\n', text(at(body, 'alert_section')), named('Trigger', trigger)),
    alertKey: key,
    labels: labelsOf({ item: at(body, 'item_name'), type: at(body, 'item_type'), alert: at(body, 'alert_type') }),
  });
}

export const tool: Tool = {
  resolves: 'fixed is true',
  setup:
    'Preferences → Notifications → Webhooks → New webhook: URL {url}; then choose it as a recipient of the alerts.',
  source: ['https://github.com/alerta/alerta/blob/master/alerta/webhooks/serverdensity.py'],
  sample: {
    fixed: false,
    item_name: 'mail-02',
    item_type: 'device',
    item_id: '66c0de',
    alert_id: '77f1ee',
    alert_type: 'memPhysUsed',
    alert_section: 'memoryStats',
    configured_trigger_value: '90%',
  },
  read: ({ body }) => read(body),
};
