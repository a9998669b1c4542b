import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, named, paragraphs, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const over = new Set(['run:completed']);
const failed = new Set(['run:errored', 'assessment:drifted', 'assessment:check_failure', 'assessment:failed']);

/** Reads a notification of a workspace: a good run clears what a failed one has opened. */
function read(body: unknown): Reading {
  const notification = at(body, 'notifications', 0);
  const trigger = firstText(at(notification, 'trigger'), at(body, 'trigger'))?.toLowerCase();
  if (trigger === undefined) return unknownBody('Terraform', body);
  if (trigger === 'verification') return ignored('verification of the address');
  const workspace = text(at(body, 'workspace_id'));
  if (workspace === undefined) return unknownBody('Terraform', body);
  const isOver = over.has(trigger);
  if (!isOver && !failed.has(trigger)) return ignored(`${trigger} is on its way`);

  const name = joined('/', text(at(body, 'organization_name')), text(at(body, 'workspace_name')));
  return told('Terraform', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: `${name ?? workspace}: ${firstText(at(notification, 'message'), at(body, 'message'), trigger)}`,
    details: paragraphs(text(at(body, 'run_message')), named('Started by', at(body, 'run_created_by'))),
    // What an assessment finds is not mended by the next run, nor the other way round.
    alertKey: trigger.startsWith('assessment:') ? `${workspace}/assessment` : workspace,
    labels: labelsOf({ organization: at(body, 'organization_name'), workspace: at(body, 'workspace_name'), trigger }),
    links: linksOf(['Run', at(body, 'run_url')], ['Workspace', at(body, 'workspace_url')]),
  });
}

export const tool: Tool = {
  resolves: 'trigger is "run:completed", for the workspace',
  setup:
    'Workspace → Settings → Notifications → Create: Webhook, URL {url}, triggers Completed and Errored (and health).',
  source: [
    'https://developer.hashicorp.com/terraform/cloud-docs/api-docs/notification-configurations#notification-payload',
  ],
  sample: {
    payload_version: 1,
    run_url: 'https://app.terraform.io/app/acme/prod-mail/runs/run-7hQx2',
    run_id: 'run-7hQx2',
    run_message: 'More disks for the mail servers',
    run_created_by: 'kim',
    workspace_id: 'ws-4kTz9',
    workspace_name: 'prod-mail',
    organization_name: 'acme',
    notifications: [{ message: 'Run Errored', trigger: 'run:errored', run_status: 'errored' }],
  },
  read: ({ body }) => read(body),
};
