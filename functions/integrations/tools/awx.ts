import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, record, text } from '../reader.ts';
import { told, typeOfWord } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const running = 'new pending waiting running canceled cancelled';

/** The hosts on which something failed, or that did not answer. */
const failedHosts = (body: unknown): string[] =>
  Object.entries(record(at(body, 'hosts')))
    .filter(([, host]) => at(host, 'failed') === true || Number(at(host, 'dark')) > 0)
    .map(([name]) => name)
    .slice(0, 20);

function read(body: unknown): Reading {
  const name = firstText(at(body, 'name'), at(body, 'friendly_name'));
  const status = text(at(body, 'status'));
  if (name === undefined || status === undefined) return unknownBody('AWX', body);
  const eventType = typeOfWord(status, { resolve: 'successful approved', none: running });
  if (eventType === undefined) return ignored(`the job is ${status}`);
  const failed = failedHosts(body);
  return told('AWX', {
    eventType,
    summary: `${name} ${status}`,
    details: joined(
      '\n\n',
      failed.length === 0 ? undefined : `Failed on ${failed.join(', ')}`,
      firstText(at(body, 'traceback'), at(body, 'job_explanation')),
    ),
    // Each run has an id of its own; what fails and works again is the job.
    alertKey: name,
    labels: labelsOf({
      playbook: at(body, 'playbook'),
      project: at(body, 'project'),
      inventory: at(body, 'inventory'),
      limit: at(body, 'limit'),
    }),
    links: linksOf(['AWX', at(body, 'url')]),
  });
}

export const tool: Tool = {
  resolves: 'status is "successful": a later run of the same job worked',
  setup:
    'Notifications → Add: type Webhook, target URL `{url}`, method POST, content type application/json. Then switch it on for failure and success of your job templates.',
  source: ['https://docs.ansible.com/automation-controller/latest/html/userguide/notifications.html'],
  sample: {
    id: 2722,
    name: 'Nightly patching',
    url: 'https://awx.example.com/#/jobs/playbook/2722',
    created_by: 'scheduler',
    started: '2026-01-05T02:00:05Z',
    finished: '2026-01-05T02:04:29Z',
    status: 'failed',
    traceback: '',
    inventory: 'Production',
    project: 'Platform playbooks',
    playbook: 'patch.yml',
    hosts: { 'db-01.example.com': { failed: true, failures: 1, ok: 14 } },
  },
  read: ({ body }) => read(body),
};
