import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstLine, firstText, isRecord, joined, labelsOf, linksOf, list, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Reads an alert of a check: alerts have ids of their own, the check is what stays. */
function read(body: unknown): Reading {
  const name = text(at(body, 'event'))?.toLowerCase();
  const service = at(body, 'data', 'service');
  const alert = at(body, 'data', 'alert');
  const key = text(at(service, 'id'));
  if (name === undefined || !isRecord(service) || key === undefined) return unknownBody('Uptime.com', body);
  if (at(body, 'data', 'global_alert_state', 'ignored') === true) return ignored('the alert is ignored at Uptime.com');
  const isOver = name === 'alert_cleared';
  const check = firstText(at(service, 'display_name'), at(service, 'name'), at(service, 'short_name'));
  return told('Uptime.com', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: joined(
      ' ',
      check,
      firstText(at(alert, 'short_output'), firstLine(at(alert, 'output')), at(alert, 'state')),
    ),
    details: joined(
      '\n\n',
      text(at(alert, 'output')),
      list(at(body, 'data', 'locations'))
        .map(text)
        .join(', '),
    ),
    alertKey: key,
    priority: isOver ? undefined : priorityOfWord(at(alert, 'state')),
    labels: labelsOf({
      check,
      type: at(service, 'monitoring_service_type'),
      address: at(service, 'msp_address'),
      tags: list(at(service, 'tags')).map(text).join(', '),
    }),
    links: linksOf(
      ['Alert', at(body, 'data', 'links', 'alert_details')],
      ['Analysis', at(body, 'data', 'links', 'real_time_analysis')],
    ),
  });
}

export const tool: Tool = {
  resolves: 'event is "alert_cleared"',
  setup:
    'Notifications → Integrations → New: Custom postback URL (webhook) {url}; then choose it in the contacts of the checks.',
  source: [
    'https://github.com/PagerTree/pager_tree-integrations/blob/main/test/models/pager_tree/integrations/uptime/v3_test.rb',
  ],
  sample: {
    event: 'alert_raised',
    data: {
      service: {
        id: 880421,
        name: 'Sign-in',
        display_name: 'Sign-in',
        monitoring_service_type: 'HTTP',
        msp_address: 'https://login.example.com',
        tags: ['prod'],
      },
      alert: {
        id: 5501,
        state: 'CRITICAL',
        output: 'HTTP CRITICAL: 503',
        short_output: 'HTTP CRITICAL: 503',
        is_up: false,
      },
      global_alert_state: { id: 3301, num_locations_down: 3, state_is_up: false, ignored: false },
      locations: ['Frankfurt', 'Tokyo'],
      links: { alert_details: 'https://uptime.example.com/alerting/5501' },
    },
  },
  read: ({ body }) => read(body),
};
