import type { EventType, NormalisedEvent } from '../../domain/event/event.ts';
import { ignored, type NativeRequest, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told, typeOfWord } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

type Known = Pick<NormalisedEvent, 'summary' | 'details' | 'priority' | 'links' | 'labels'> & {
  readonly eventType: EventType | undefined;
  readonly alertKey: string | undefined;
};

const labelNames = (labels: unknown): string | undefined =>
  joined(
    ', ',
    ...list(labels)
      .slice(0, 20)
      .map((label) => text(at(label, 'name'))),
  );

const actions = (body: unknown, alerting: string, resolving: string): EventType | undefined => {
  const action = text(at(body, 'action'))?.toLowerCase() ?? '';
  if (alerting.split(' ').includes(action)) return 'ALERT';
  return resolving.split(' ').includes(action) ? 'RESOLVE' : undefined;
};

function issueOf(body: unknown, repository: string): Known {
  const issue = at(body, 'issue');
  const number = text(at(issue, 'number'));
  const isComment = isRecord(at(body, 'comment'));
  return {
    eventType: isComment ? undefined : actions(body, 'opened reopened', 'closed deleted transferred'),
    summary: joined(' ', joined('#', repository, number), text(at(issue, 'title'))),
    details: text(at(issue, 'body')),
    alertKey: joined('/', 'issue', repository, number),
    labels: labelsOf({ labels: labelNames(at(issue, 'labels')), author: at(issue, 'user', 'login') }),
    links: linksOf(['Issue', at(issue, 'html_url')]),
  };
}

const goodOrStill: Parameters<typeof typeOfWord>[1] = {
  resolve: 'success',
  none: 'neutral skipped cancelled stale',
};

/** A check or a run of a workflow: run ids change, so what fails and works again is its name on its branch. */
function runOf(body: unknown, repository: string, kind: 'check_run' | 'workflow_run' | 'workflow_job'): Known {
  const run = at(body, kind);
  const branch = firstText(at(run, 'check_suite', 'head_branch'), at(run, 'head_branch'));
  const name = joined('/', text(at(run, 'workflow_name')), text(at(run, 'name')));
  const conclusion = text(at(run, 'conclusion'));
  return {
    eventType: conclusion === undefined ? undefined : typeOfWord(conclusion, goodOrStill),
    summary: joined(' ', `${repository}: ${name ?? kind}`, conclusion, branch && `on ${branch}`),
    details: paragraphs(
      text(at(run, 'output', 'title')),
      text(at(run, 'output', 'summary')),
      text(at(run, 'display_title')),
      text(at(run, 'head_commit', 'message')),
    ),
    alertKey: joined('/', kind, repository, branch, name),
    labels: labelsOf({ branch, name, conclusion, commit: at(run, 'head_sha'), event: at(run, 'event') }),
    links: linksOf(['Run', at(run, 'html_url')], ['Details', at(run, 'details_url')]),
  };
}

const alertActions = [
  'created reopened auto_reopened reopened_by_user reintroduced publicly_leaked',
  'fixed dismissed closed_by_user auto_dismissed resolved dismiss resolve',
] as const;

/** Dependabot, code scanning and secret scanning. */
function securityOf(body: unknown, repository: string): Known | undefined {
  const alert = at(body, 'alert');
  const advisory = at(alert, 'security_advisory');
  const rule = at(alert, 'rule');
  const kind = isRecord(advisory)
    ? 'dependabot'
    : isRecord(rule)
      ? 'code_scanning'
      : text(at(alert, 'secret_type')) === undefined
        ? undefined
        : 'secret_scanning';
  if (kind === undefined) return undefined;
  const secret = firstText(at(alert, 'secret_type_display_name'), at(alert, 'secret_type'));
  const severity = firstText(
    at(advisory, 'severity'),
    at(rule, 'security_severity_level'),
    at(rule, 'severity'),
    kind === 'secret_scanning' ? 'high' : undefined,
  );
  return {
    eventType: actions(body, ...alertActions),
    summary: joined(
      ': ',
      repository,
      firstText(
        at(advisory, 'summary'),
        at(rule, 'description'),
        at(rule, 'name'),
        secret && `secret found (${secret})`,
      ),
    ),
    details: paragraphs(
      text(at(advisory, 'description')),
      joined(
        ':',
        text(at(alert, 'most_recent_instance', 'location', 'path')),
        text(at(alert, 'most_recent_instance', 'location', 'start_line')),
      ),
      text(at(alert, 'dependency', 'manifest_path')),
    ),
    alertKey: joined('/', kind, repository, text(at(alert, 'number'))),
    priority: priorityOfWord(severity),
    labels: labelsOf({
      severity,
      package: at(alert, 'dependency', 'package', 'name'),
      advisory: firstText(at(advisory, 'cve_id'), at(advisory, 'ghsa_id')),
      tool: at(alert, 'tool', 'name'),
      rule: at(rule, 'id'),
    }),
    links: linksOf(['Alert', at(alert, 'html_url')]),
  };
}

function deploymentOf(body: unknown, repository: string): Known {
  const status = at(body, 'deployment_status');
  const [state, environment] = [
    text(at(status, 'state')),
    firstText(at(status, 'environment'), at(body, 'deployment', 'environment')),
  ];
  return {
    eventType: typeOfWord(state, { resolve: 'success', none: 'pending queued in_progress inactive waiting' }),
    summary: joined(' ', `${repository}: deployment ${state ?? ''}`, environment && `to ${environment}`),
    details: text(at(status, 'description')),
    alertKey: joined('/', 'deployment', repository, environment),
    labels: labelsOf({ environment, ref: at(body, 'deployment', 'ref') }),
    links: linksOf(['Log', at(status, 'log_url')], ['Environment', at(status, 'environment_url')]),
  };
}

/** What happens in a repository all day, and is nobody's alarm. */
const everyday = [
  'pull_request',
  'pusher',
  'release',
  'forkee',
  'starred_at',
  'discussion',
  'review',
  'comment',
  'label',
  'milestone',
  'member',
  'pages',
  'check_suite',
  'changes',
  'package',
];

function read({ body, headers }: NativeRequest): Reading {
  const repository = firstText(at(body, 'repository', 'full_name'), at(body, 'organization', 'login'));
  if (text(at(body, 'zen')) !== undefined) return ignored('GitHub asks whether anybody is there');
  if (repository === undefined) return unknownBody('GitHub', body);
  const known = knownOf(body, repository);
  if (known === undefined) {
    const named = headers['x-github-event'] ?? everyday.find((name) => at(body, name) !== undefined);
    return named === undefined ? unknownBody('GitHub', body) : ignored(`${named} is no alert`);
  }
  const { eventType, labels, ...rest } = known;
  if (eventType === undefined) return ignored(`${firstText(at(body, 'action')) ?? 'this'} changes no state`);
  return told('GitHub', { ...rest, eventType, labels: { ...labels, repository } });
}

function knownOf(body: unknown, repository: string): Known | undefined {
  for (const kind of ['check_run', 'workflow_run', 'workflow_job'] as const) {
    if (isRecord(at(body, kind))) return runOf(body, repository, kind);
  }
  if (isRecord(at(body, 'deployment_status'))) return deploymentOf(body, repository);
  if (isRecord(at(body, 'alert'))) return securityOf(body, repository);
  return isRecord(at(body, 'issue')) ? issueOf(body, repository) : undefined;
}

export const tool: Tool = {
  resolves:
    'an issue is closed; a check, workflow or deployment succeeds on the same branch; a security alert is fixed, dismissed or resolved',
  setup:
    'Repository or organization → Settings → Webhooks → Add webhook: payload URL `{url}`, content type application/json. Choose the events that should wake somebody: issues, check runs, workflow runs, Dependabot, code scanning and secret scanning alerts, deployment statuses. With a secret there and as `metadata.signingSecret` here, only signed messages are taken.',
  source: [
    'https://docs.github.com/en/webhooks/webhook-events-and-payloads',
    'https://github.com/octokit/webhooks/tree/main/payload-examples',
  ],
  sample: {
    action: 'completed',
    check_run: {
      id: 500000001,
      name: 'unit-tests',
      head_sha: 'acb966a4cabcd091b24397975e3e68632e531f7d',
      html_url: 'https://github.com/octo-org/shop/runs/500000001',
      status: 'completed',
      conclusion: 'failure',
      output: { title: '3 tests failed', summary: null },
      check_suite: { head_branch: 'main', conclusion: 'failure' },
    },
    repository: { name: 'shop', full_name: 'octo-org/shop', html_url: 'https://github.com/octo-org/shop' },
    sender: { login: 'octocat', type: 'User' },
  },
  read,
};
