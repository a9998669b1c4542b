import type { Tool } from '../adapter.ts';
import { credentialMembers } from '../credentials.ts';
import { readOwnForm } from '../own-form.ts';
import { at, firstText, joined, labelsOf, record, rest, text } from '../reader.ts';
import { unknownBody } from '../unknown-body.ts';

export const tool: Tool = {
  resolves: 'eventType is "resolved"',
  setup:
    'Add a command and an action that post `{"eventType":"alert","title":"_module_ is _modulestatus_","description":"_alert_description_","incidentKey":"_id_alert_","details":{"agentName":"_agent_","moduleName":"_module_","moduleData":"_data_","priority":"_alert_priority_"}}` to {url}, and `"eventType":"resolved"` on recovery.',
  source: ['https://github.com/iLert/ilert-pandorafms'],
  sample: {
    eventType: 'alert',
    title: 'Free disk is CRITICAL',
    description: 'Less than 5 % of /var is free',
    incidentKey: '5512',
    details: { agentName: 'web-11', moduleName: 'Free disk', moduleData: '4.1', priority: 'Critical' },
  },
  read: ({ body }) => {
    const details = record(at(body, 'details'));
    const [agent, module] = [text(details.agentName), text(details.moduleName)];
    const own = readOwnForm(body, {
      // Titles of the script name the module and not where it runs.
      summary: joined(': ', agent, firstText(at(body, 'title'), at(body, 'summary'), module)),
      details: firstText(at(body, 'description'), at(body, 'details')),
      priority: firstText(details.priority, at(body, 'priority')),
      customDetails: rest(body, ...credentialMembers),
      labels: labelsOf({ agent, module, value: details.moduleData }),
    });
    return own ?? unknownBody('Pandora FMS', body);
  },
};
