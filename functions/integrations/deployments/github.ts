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

/** Which of GitHub's events a body is, where no header says it. */
function eventOf({ headers, body }: PipelineMessage): string | undefined {
  const said = text(headers['x-github-event']);
  if (said !== undefined) return said;
  if (text(body.zen) !== undefined) return 'ping';
  if (isRecord(body.pull_request)) return 'pull_request';
  if (isRecord(body.release)) return 'release';
  return text(body.ref) === undefined ? undefined : 'push';
}

const pushed = (body: Body, repository: string): Told | string => {
  const ref = text(body.ref);
  if (ref === undefined) throw new InvalidInputError('ref', 'is required');
  const { branch, name } = referenceOf(ref);
  if (body.deleted === true) return `${name} was deleted`;
  const head = isRecord(body.head_commit) ? body.head_commit : list(body.commits).at(-1);
  return {
    at: toolTime(at(body, 'repository', 'pushed_at')),
    summary: joined(': ', `${repository} ${name}`, headline(at(head, 'message'))) ?? repository,
    branch,
    revision: firstText(body.after, at(head, 'id')),
    userEmail: mailAddress(at(body, 'pusher', 'email')) ?? mailAddress(at(head, 'author', 'email')),
    userName: firstText(at(body, 'pusher', 'name'), at(body, 'sender', 'login')),
    links: linksOf(['Changes', body.compare], ['Commit', at(head, 'url')]),
    customDetails: { repository, ref, commits: list(body.commits).length },
  };
};

const merged = (body: Body, repository: string): Told | string => {
  const pull = body.pull_request;
  if (!isRecord(pull)) throw new InvalidInputError('pull_request', 'is required');
  const number = firstText(pull.number, body.number);
  if (text(body.action) !== 'closed' || pull.merged !== true)
    return `pull request ${number ?? ''} was ${text(body.action) ?? 'changed'}, not merged`;
  return {
    at: toolTime(pull.merged_at),
    summary: joined(': ', `${repository}#${number ?? ''}`, text(pull.title)) ?? repository,
    branch: text(at(pull, 'base', 'ref')),
    revision: text(pull.merge_commit_sha),
    userName: firstText(at(pull, 'merged_by', 'login'), at(pull, 'user', 'login'), at(body, 'sender', 'login')),
    links: linksOf(['Pull request', pull.html_url]),
    customDetails: { repository, number, from: text(at(pull, 'head', 'ref')) },
  };
};

const released = (body: Body, repository: string): Told | string => {
  const { release } = body;
  if (!isRecord(release)) throw new InvalidInputError('release', 'is required');
  const tag = text(release.tag_name);
  // A release is `created`, `published` and `released` all at once: one of them counts.
  if (text(body.action) !== 'published')
    return `release ${tag ?? ''} was ${text(body.action) ?? 'changed'}, not published`;
  return {
    at: toolTime(release.published_at),
    summary:
      joined(': ', `${repository} ${tag ?? 'release'}`, release.name === tag ? undefined : text(release.name)) ?? '',
    branch: text(release.target_commitish),
    revision: tag,
    userName: firstText(at(release, 'author', 'login'), at(body, 'sender', 'login')),
    links: linksOf(['Release', release.html_url]),
    customDetails: { repository, tag, prerelease: release.prerelease === true },
  };
};

const readers: Readonly<Record<string, (body: Body, repository: string) => Told | string>> = {
  push: pushed,
  pull_request: merged,
  release: released,
};

/** Webhooks of GitHub: pushes, merged pull requests, published releases. https://docs.github.com/en/webhooks/webhook-events-and-payloads */
export const readGitHub: PipelineAdapter = (message): DeploymentReading => {
  const { headers, body } = message;
  const event = eventOf(message);
  if (event === 'ping') return { kind: 'none', why: 'GitHub asks whether anybody is there', isGreeting: true };
  if (event === undefined) throw new InvalidInputError('ref', 'is required: this is no event of GitHub');
  const read = Object.hasOwn(readers, event) ? readers[event] : undefined;
  if (read === undefined) return none(`${event} is no deployment`);
  const repository = firstText(at(body, 'repository', 'full_name'), at(body, 'repository', 'name'));
  if (repository === undefined) throw new InvalidInputError('repository.full_name', 'is required');
  const told = read(body, repository);
  if (typeof told === 'string') return none(told);
  return { kind: 'deployment', reported: { ...told, event, delivery: text(headers['x-github-delivery']) } };
};
