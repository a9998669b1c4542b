import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, list, paragraphs, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Reads an alert of the integrator: each stands for itself, nothing tells that it is over. */
function read(body: unknown): Reading {
  const description = text(at(body, 'rule', 'description'));
  if (description === undefined) return unknownBody('Wazuh', body);
  const agent = firstText(at(body, 'agent', 'name'), at(body, 'agentless', 'host'), at(body, 'agent', 'ip'));
  return told('Wazuh', {
    eventType: 'ALERT',
    summary: joined(': ', agent, description),
    details: paragraphs(
      text(at(body, 'full_log')),
      joined(
        ', ',
        joined(' ', 'Rule', text(at(body, 'rule', 'id'))),
        joined(' ', 'level', text(at(body, 'rule', 'level'))),
      ),
      text(at(body, 'location')),
    ),
    labels: labelsOf({
      agent,
      ip: at(body, 'agent', 'ip'),
      rule: at(body, 'rule', 'id'),
      level: at(body, 'rule', 'level'),
      groups: list(at(body, 'rule', 'groups'))
        .map(text)
        .join(', '),
      manager: at(body, 'manager', 'name'),
    }),
  });
}

export const tool: Tool = {
  resolves: 'never: each alert stands for itself',
  setup:
    'Put a script `custom-tocsin` into `/var/ossec/integrations` that posts the file named by its first argument to the address in its third, and add to `ossec.conf`: `<integration><name>custom-tocsin</name><hook_url>{url}</hook_url><level>10</level><alert_format>json</alert_format></integration>`.',
  source: [
    'https://documentation.wazuh.com/current/user-manual/manager/integration-with-external-apis.html',
    'https://github.com/keephq/keep/blob/main/keep/providers/wazuh_provider/custom-keep.py',
  ],
  sample: {
    timestamp: '2026-02-03T04:05:06.000+0000',
    rule: {
      level: 10,
      description: 'Login with a password that was found before.',
      id: '5551',
      groups: ['pam', 'syslog'],
    },
    agent: { id: '014', name: 'mail-02', ip: '192.0.2.22' },
    manager: { name: 'wazuh-1' },
    id: '1770091506.4711',
    full_log: 'Feb  3 04:05:05 mail-02 sshd[99]: Accepted password for root from 203.0.113.77',
    location: '/var/log/auth.log',
  },
  read: ({ body }) => read(body),
};
