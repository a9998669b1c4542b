import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told, typeOfWord } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const unfinished = `created waiting_for_resource preparing pending running canceling canceled skipped manual scheduled blocked`;
const states = { resolve: 'success', none: unfinished };

function readPipeline(body: unknown, project: string): Reading {
  const pipeline = at(body, 'object_attributes');
  const [status, ref] = [text(at(pipeline, 'status')), text(at(pipeline, 'ref'))];
  const eventType = typeOfWord(status, states);
  if (eventType === undefined) return ignored(`the pipeline is ${status}`);
  const failed = list(at(body, 'builds'))
    .filter((build) => text(at(build, 'status')) === 'failed')
    .slice(0, 20)
    .map((build) => text(at(build, 'name')));
  return told('GitLab', {
    eventType,
    summary: joined(' ', `${project}: pipeline`, status, ref && `on ${ref}`),
    details: joined('\n\n', joined(', ', ...failed), text(at(body, 'commit', 'title'))),
    // Each pipeline has an id of its own; what fails and works again is the branch.
    alertKey: joined('/', 'pipeline', project, ref),
    labels: labelsOf({ project, ref, source: at(pipeline, 'source'), user: at(body, 'user', 'username') }),
    links: linksOf(['Pipeline', at(pipeline, 'url')], ['Commit', at(body, 'commit', 'url')]),
  });
}

function readJob(body: unknown, project: string): Reading {
  const [status, name, ref] = ['build_status', 'build_name', 'ref'].map((member) => text(at(body, member)));
  const eventType = typeOfWord(status, states);
  if (eventType === undefined) return ignored(`the job is ${status}`);
  if (at(body, 'build_allow_failure') === true && eventType === 'ALERT') return ignored('the job may fail');
  return told('GitLab', {
    eventType,
    summary: joined(' ', `${project}: job ${name ?? ''}`, status, ref && `on ${ref}`),
    details: text(at(body, 'build_failure_reason')),
    alertKey: joined('/', 'job', project, ref, name),
    labels: labelsOf({ project, ref, job: name, stage: at(body, 'build_stage') }),
    links: linksOf(['Project', at(body, 'project', 'web_url')]),
  });
}

function readIssue(body: unknown, project: string): Reading {
  const issue = at(body, 'object_attributes');
  const [action, iid] = [text(at(issue, 'action')), text(at(issue, 'iid'))];
  if (!/^(?:open|reopen|close)$/.test(action ?? ''))
    return ignored(`${action ?? 'this'} changes no state of the issue`);
  return told('GitLab', {
    eventType: action === 'close' ? 'RESOLVE' : 'ALERT',
    summary: joined(' ', joined('#', project, iid), text(at(issue, 'title'))),
    details: text(at(issue, 'description')),
    alertKey: joined('/', 'issue', project, iid),
    priority: priorityOfWord(at(issue, 'severity')),
    labels: labelsOf({
      project,
      type: at(issue, 'type'),
      severity: at(issue, 'severity'),
      labels: joined(
        ', ',
        ...list(at(body, 'labels'))
          .slice(0, 20)
          .map((label) => text(at(label, 'title'))),
      ),
    }),
    links: linksOf(['Issue', at(issue, 'url')]),
  });
}

function readDeployment(body: unknown, project: string): Reading {
  const [status, environment] = [text(at(body, 'status')), text(at(body, 'environment'))];
  const eventType = typeOfWord(status, states);
  if (eventType === undefined) return ignored(`the deployment is ${status}`);
  return told('GitLab', {
    eventType,
    summary: joined(' ', `${project}: deployment`, status, environment && `to ${environment}`),
    details: text(at(body, 'commit_title')),
    alertKey: joined('/', 'deployment', project, environment),
    labels: labelsOf({ project, environment, ref: at(body, 'ref') }),
    links: linksOf(['Job', at(body, 'deployable_url')], ['Commit', at(body, 'commit_url')]),
  });
}

/** What happens in a project all day, and is nobody's alarm. */
const everyday =
  /^(?:push|tag_push|note|merge_request|wiki_page|release|feature_flag|emoji|member|project|milestone|vulnerability_update)$/;

function read(body: unknown): Reading {
  const kind = firstText(at(body, 'object_kind'), at(body, 'event_name'));
  const project = firstText(
    at(body, 'project', 'path_with_namespace'),
    at(body, 'project_name'),
    at(body, 'project', 'name'),
  );
  if (kind === undefined || project === undefined || !isRecord(body)) return unknownBody('GitLab', body);
  switch (kind) {
    case 'pipeline':
      return readPipeline(body, project);
    case 'build':
      return readJob(body, project);
    case 'issue':
    case 'work_item':
      return readIssue(body, project);
    case 'deployment':
      return readDeployment(body, project);
  }
  return everyday.test(kind) ? ignored(`${kind} is no alert`) : unknownBody('GitLab', body);
}

export const tool: Tool = {
  resolves: 'a pipeline, job or deployment succeeds on the same branch; an issue or incident is closed',
  setup:
    'Project or group → Settings → Webhooks → Add: URL `{url}`, triggers Pipeline events, Issues events (incidents too), Deployment events as you need them. A secret token there is checked when `metadata.signingSecret` here is the same.',
  source: ['https://docs.gitlab.com/user/project/integrations/webhook_events/'],
  sample: {
    object_kind: 'pipeline',
    object_attributes: {
      id: 3101,
      ref: 'main',
      source: 'push',
      status: 'failed',
      stages: ['build', 'test'],
      url: 'https://gitlab.example.com/team/shop/-/pipelines/3101',
    },
    user: { username: 'sam' },
    project: { id: 1, name: 'shop', path_with_namespace: 'team/shop', web_url: 'https://gitlab.example.com/team/shop' },
    commit: { title: 'Fix cart', url: 'https://gitlab.example.com/team/shop/-/commit/a8aa287' },
    builds: [{ name: 'unit-tests', status: 'failed' }],
  },
  read: ({ body }) => read(body),
};
