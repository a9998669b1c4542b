import { InvalidInputError } from '../../domain/errors.ts';
import { at, firstText, isRecord, joined, linksOf, list, text } from '../reader.ts';
import {
  type DeploymentReading,
  headline,
  mailAddress,
  none,
  type PipelineAdapter,
  type PipelineMessage,
  type Reported,
  referenceOf,
  toolTime,
} from './reported.ts';

type Body = PipelineMessage['body'];
type Told = Omit<Reported, 'event' | 'delivery'>;

/** What a header says, by what the body says. */
const events: Readonly<Record<string, string>> = {
  push: 'Push Hook',
  tag_push: 'Tag Push Hook',
  merge_request: 'Merge Request Hook',
  release: 'Release Hook',
};

function eventOf({ headers, body }: PipelineMessage): string | undefined {
  const said = text(headers['x-gitlab-event']);
  const kind = text(body.object_kind);
  // A system hook tells the same in its body.
  if (said !== undefined && said !== 'System Hook') return said;
  return kind === undefined ? said : Object.hasOwn(events, kind) ? events[kind] : kind;
}

const nothing = /^0+$/;

const pushed = (body: Body, project: string): Told | string => {
  const ref = text(body.ref);
  if (ref === undefined) throw new InvalidInputError('ref', 'is required');
  const { branch, name } = referenceOf(ref);
  const revision = firstText(body.after, body.checkout_sha);
  if (revision !== undefined && nothing.test(revision)) return `${name} was deleted`;
  const commits = list(body.commits);
  const head = commits.find((commit) => text(at(commit, 'id')) === revision) ?? commits.at(-1);
  return {
    summary: joined(': ', `${project} ${name}`, firstText(at(head, 'title'), headline(at(head, 'message')))) ?? project,
    branch,
    revision,
    userEmail: mailAddress(body.user_email) ?? mailAddress(at(head, 'author', 'email')),
    userName: firstText(body.user_name, body.user_username),
    links: linksOf(['Commit', at(head, 'url')], ['Project', at(body, 'project', 'web_url')]),
    customDetails: { project, ref, commits: text(body.total_commits_count) ?? String(commits.length) },
  };
};

const merged = (body: Body, project: string): Told | string => {
  const request = body.object_attributes;
  if (!isRecord(request)) throw new InvalidInputError('object_attributes', 'is required');
  const number = text(request.iid);
  const action = text(request.action);
  if (action !== 'merge') return `merge request ${number ?? ''} was changed (${action ?? 'unknown'}), not merged`;
  return {
    at: toolTime(request.merged_at) ?? toolTime(request.updated_at),
    summary: joined(': ', `${project}!${number ?? ''}`, text(request.title)) ?? project,
    branch: text(request.target_branch),
    revision: firstText(request.merge_commit_sha, at(request, 'last_commit', 'id')),
    userEmail: mailAddress(at(body, 'user', 'email')),
    userName: firstText(at(body, 'user', 'name'), at(body, 'user', 'username')),
    links: linksOf(['Merge request', request.url]),
    customDetails: { project, number, from: text(request.source_branch) },
  };
};

const released = (body: Body, project: string): Told | string => {
  const tag = text(body.tag);
  if (tag === undefined) throw new InvalidInputError('tag', 'is required');
  if (text(body.action) !== 'create')
    return `release ${tag} was changed (${text(body.action) ?? 'unknown'}), not created`;
  return {
    at: toolTime(body.released_at) ?? toolTime(body.created_at),
    summary: joined(': ', `${project} ${tag}`, body.name === tag ? undefined : text(body.name)) ?? project,
    revision: tag,
    userEmail: mailAddress(at(body, 'commit', 'author', 'email')),
    userName: text(at(body, 'commit', 'author', 'name')),
    links: linksOf(['Release', body.url]),
    customDetails: { project, tag, commit: text(at(body, 'commit', 'id')) },
  };
};

const readers: Readonly<Record<string, (body: Body, project: string) => Told | string>> = {
  'Push Hook': pushed,
  'Merge Request Hook': merged,
  'Release Hook': released,
};

/** Webhooks of GitLab: pushes, merged merge requests, releases. https://docs.gitlab.com/user/project/integrations/webhook_events/ */
export const readGitLab: PipelineAdapter = (message): DeploymentReading => {
  const { headers, body } = message;
  const event = eventOf(message);
  if (event === undefined) throw new InvalidInputError('object_kind', 'is required: this is no event of GitLab');
  const read = Object.hasOwn(readers, event) ? readers[event] : undefined;
  if (read === undefined) return none(`${event} is no deployment`);
  const project = firstText(at(body, 'project', 'path_with_namespace'), at(body, 'project', 'name'));
  if (project === undefined) throw new InvalidInputError('project.path_with_namespace', 'is required');
  const told = read(body, project);
  if (typeof told === 'string') return none(told);
  const delivery = firstText(headers['idempotency-key'], headers['x-gitlab-event-uuid']);
  return { kind: 'deployment', reported: { ...told, event, delivery: delivery && `${event} ${delivery}` } };
};
