import type { Reading, Tool } from '../adapter.ts';
import { at, isRecord, joined, labelsOf, linksOf, list, paragraphs, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const hostsOf = (value: unknown): string | undefined =>
  joined(
    ', ',
    ...list(value)
      .slice(0, 50)
      .map((host) => text(at(host, 'display_name')) ?? text(at(host, 'hostname'))),
  );

/** Hosts that have come to fail a policy; those that failed before are not named again. */
const readPolicy = (policy: unknown, hosts: unknown): Reading =>
  told('Fleet', {
    eventType: 'ALERT',
    summary: joined(' ', text(at(policy, 'name')), `${list(hosts).length} hosts fail the policy`),
    details: paragraphs(text(at(policy, 'description')), text(at(policy, 'resolution')), hostsOf(hosts)),
    alertKey: joined('/', 'policy', text(at(policy, 'id'))),
    labels: labelsOf({ policy: at(policy, 'name'), failing: at(policy, 'failing_host_count') }),
    links: linksOf(['First host', at(list(hosts)[0], 'url')]),
  });

const readVulnerability = (found: unknown): Reading =>
  told('Fleet', {
    eventType: 'ALERT',
    summary: joined(' ', text(at(found, 'cve')), `on ${list(at(found, 'hosts_affected')).length} hosts`),
    details: hostsOf(at(found, 'hosts_affected')),
    alertKey: joined('/', 'vulnerability', text(at(found, 'cve'))),
    labels: labelsOf({ cvss: at(found, 'cvss_score'), exploited: at(found, 'cisa_known_exploit') }),
    links: linksOf(['Details', at(found, 'details_link')]),
  });

function read(body: unknown): Reading {
  if (isRecord(at(body, 'policy'))) return readPolicy(at(body, 'policy'), at(body, 'hosts'));
  if (isRecord(at(body, 'vulnerability'))) return readVulnerability(at(body, 'vulnerability'));
  const unseen = text(at(body, 'data', 'unseen_hosts'));
  if (unseen === undefined) return unknownBody('Fleet', body);
  return told('Fleet', {
    eventType: 'ALERT',
    summary: text(at(body, 'text'))?.split('\n', 1)[0] ?? `${unseen} hosts have not reported`,
    details: text(at(body, 'text')),
    alertKey: 'host-status',
    labels: labelsOf(at(body, 'data')),
  });
}

export const tool: Tool = {
  resolves: 'never: Fleet tells what newly fails',
  setup:
    'Policies → Manage automations → Other workflows → Webhook: `{url}`. Settings → Integrations → Host status webhook and Software → Manage automations take the same address.',
  source: ['https://fleetdm.com/docs/using-fleet/automations'],
  sample: {
    timestamp: '2026-01-05T00:00:00Z',
    policy: {
      id: 1,
      name: 'Is disk encryption enabled?',
      query: 'SELECT 1 FROM disk_encryption WHERE encrypted = 1;',
      description: 'Checks disk encryption.',
      resolution: 'Turn it on.',
      passing_host_count: 2000,
      failing_host_count: 300,
    },
    hosts: [{ id: 1, hostname: 'laptop-1', url: 'https://fleet.example.com/hosts/1' }],
  },
  read: ({ body }) => read(body),
};
