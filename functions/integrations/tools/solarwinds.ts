import type { EventType } from '../../domain/event/event.ts';
import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, labelsOf, linksOf, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const eventTypes: Readonly<Record<string, EventType>> = {
  create: 'ALERT',
  trigger: 'ALERT',
  acknowledge: 'ACCEPT',
  resolve: 'RESOLVE',
  reset: 'RESOLVE',
  close: 'RESOLVE',
};

/** Reads the body template of an Orion HTTP action. */
function read(body: unknown): Reading {
  const key = firstText(at(body, 'AlertID'), at(body, 'AlertObjectID'));
  const action = text(at(body, 'ActionType'))?.toLowerCase();
  if (key === undefined || action === undefined) return unknownBody('SolarWinds', body);
  const eventType = Object.hasOwn(eventTypes, action) ? eventTypes[action] : undefined;
  if (eventType === undefined) return ignored(`the action ${action} changes no state`);
  const node = text(at(body, 'NodeName'));
  const said = firstText(at(body, 'AlertMessage'), at(body, 'AlertDescription'), at(body, 'AlertName'));
  return told('SolarWinds', {
    eventType,
    summary:
      said === undefined
        ? `${node ?? 'SolarWinds'}: alert ${key}`
        : node && !said.includes(node)
          ? `${node}: ${said}`
          : said,
    details: text(at(body, 'AlertDescription')),
    alertKey: key,
    priority: eventType === 'ALERT' ? priorityOfWord(at(body, 'Severity')) : undefined,
    labels: labelsOf({ node, severity: at(body, 'Severity') }),
    links: linksOf(['SolarWinds', at(body, 'AlertDetailsUrl')], ['Acknowledge', at(body, 'AcknowledgeUrl')]),
  });
}

export const tool: Tool = {
  resolves: 'ActionType is "resolve", in the reset actions of the alert',
  setup:
    'Alerts → Manage alerts → Trigger actions → Add: Send a GET or POST request, URL {url}, POST, body `{"ActionType":"Create","AlertID":"${N=Alerting;M=AlertObjectID}","NodeName":"${NodeName}","AlertMessage":"${N=Alerting;M=AlertMessage}","AlertDescription":"${N=Alerting;M=AlertDescription}","AlertDetailsUrl":"${N=Alerting;M=AlertDetailsUrl}","AcknowledgeUrl":"${N=Alerting;M=AcknowledgeUrl}","Severity":"${N=Alerting;M=Severity}"}`; the same with `"ActionType":"resolve"` as a reset action.',
  source: [
    'https://github.com/PagerTree/pager_tree-integrations/blob/main/test/models/pager_tree/integrations/solar_winds/v3_test.rb',
  ],
  sample: {
    ActionType: 'Create',
    NodeName: 'core-sw-02',
    AlertID: '311',
    AlertMessage: 'core-sw-02 has 40 % packet loss.',
    AlertDescription: 'Packet loss of a node is above 20 %.',
    AlertDetailsUrl: 'https://orion.example.com/Orion/View.aspx?NetObject=AAT:311',
    Severity: 'Critical',
  },
  read: ({ body }) => read(body),
};
