import { describe, expect, it } from 'vitest';
import type { PipelineType } from '../../../functions/domain/deployment/pipeline-type.ts';
import { InvalidInputError } from '../../../functions/domain/errors.ts';
import { readPipelineMessage } from '../../../functions/integrations/deployments/read-message.ts';
import { at } from '../../support/factories.ts';
import { argoCdApplication, argoCdNotification, github, gitlab } from './messages.ts';

const now = at('2026-03-20T12:00:00Z');
const read = (type: PipelineType, body: Record<string, unknown>, headers: Record<string, string> = {}) =>
  readPipelineMessage(type, { headers, body, now });

describe('GitHub', () => {
  it.each<[string, string, Record<string, unknown>, object]>([
    [
      'a push',
      'push',
      github.push,
      {
        at: '2026-03-20T11:58:20.000Z',
        summary: 'acme/shop main: Charge cards once',
        event: 'push',
        branch: 'main',
        revision: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
        userEmail: 'ada@example.com',
        userName: 'ada',
        links: [
          { href: 'https://github.com/acme/shop/compare/59b20b8d5c6f...6113728f27ae', text: 'Changes' },
          { href: 'https://github.com/acme/shop/commit/6113728f27ae82c7b1a177c8d03f9e96e0adf246', text: 'Commit' },
        ],
        customDetails: { repository: 'acme/shop', ref: 'refs/heads/main', commits: 1 },
        delivery: 'd-1',
      },
    ],
    [
      'a tag that is pushed',
      'push',
      { ...github.push, ref: 'refs/tags/v2.4.1', head_commit: null, commits: [] },
      expect.objectContaining({ summary: 'acme/shop tag v2.4.1', branch: undefined }),
    ],
    [
      'a merged pull request',
      'pull_request',
      github.merged,
      {
        at: '2026-03-20T11:50:00.000Z',
        summary: 'acme/shop#17: Charge cards once',
        event: 'pull_request',
        branch: 'main',
        revision: '43ac2f7a51bd4a1f6d5b3a0f04c6a6f1d5c1b7d1',
        userName: 'grace',
        links: [{ href: 'https://github.com/acme/shop/pull/17', text: 'Pull request' }],
        customDetails: { repository: 'acme/shop', number: '17', from: 'cards' },
        delivery: 'd-1',
      },
    ],
    [
      'a published release',
      'release',
      github.release,
      {
        at: '2026-03-20T11:55:00.000Z',
        summary: 'acme/shop v2.4.1: Cards',
        event: 'release',
        branch: 'main',
        revision: 'v2.4.1',
        userName: 'ada',
        links: [{ href: 'https://github.com/acme/shop/releases/tag/v2.4.1', text: 'Release' }],
        customDetails: { repository: 'acme/shop', tag: 'v2.4.1', prerelease: false },
        delivery: 'd-1',
      },
    ],
  ])('reads %s', (_name, event, body, reported) => {
    const reading = read('GITHUB', body, { 'x-github-event': event, 'x-github-delivery': 'd-1' });
    expect(reading).toEqual({ kind: 'deployment', reported });
    expect(read('GITHUB', body)).toEqual({ kind: 'deployment', reported: expect.objectContaining({ event }) });
  });

  it.each<[string, string | undefined, Record<string, unknown>, string]>([
    ['a ping', 'ping', { zen: 'Keep it logically awesome.', hook_id: 1 }, 'asks whether'],
    ['a deleted branch', 'push', { ...github.push, deleted: true, head_commit: null }, 'main was deleted'],
    ['a pull request that is opened', 'pull_request', { ...github.merged, action: 'opened' }, 'was opened, not merged'],
    [
      'one that is closed without being merged',
      'pull_request',
      { ...github.merged, pull_request: { merged: false } },
      'was closed, not merged',
    ],
    ['a draft of a release', 'release', { ...github.release, action: 'created' }, 'was created, not published'],
    ['what is something else', 'issues', { action: 'opened', issue: {}, repository: {} }, 'issues is no deployment'],
    ['what nobody knows', 'constructor', github.push, 'constructor is no deployment'],
  ])('takes %s for none', (_name, event, body, why) =>
    expect(read('GITHUB', body, event === undefined ? {} : { 'x-github-event': event })).toMatchObject({
      kind: 'none',
      why: expect.stringContaining(why),
    }),
  );

  it('is not believed in a time that cannot be', () => {
    for (const pushed_at of [0, -5, 1e12, 4_000_000_000, '1970-01-01T00:00:00Z', {}, null, 'x'])
      expect(read('GITHUB', { ...github.push, repository: { full_name: 'a/b', pushed_at } })).toMatchObject({
        kind: 'deployment',
        reported: { at: undefined },
      });
  });
});

describe('GitLab', () => {
  it.each<[string, string, Record<string, unknown>, object]>([
    [
      'a push',
      'Push Hook',
      gitlab.push,
      {
        summary: 'acme/shop main: Charge cards once',
        event: 'Push Hook',
        branch: 'main',
        revision: 'da1560886d4f094c3e6c9ef40349f7d38b5d27d7',
        userEmail: 'ada@example.com',
        userName: 'Ada Lovelace',
        links: [
          { href: 'https://gitlab.com/acme/shop/-/commit/da1560886d4f', text: 'Commit' },
          { href: 'https://gitlab.com/acme/shop', text: 'Project' },
        ],
        customDetails: { project: 'acme/shop', ref: 'refs/heads/main', commits: '1' },
        delivery: 'Push Hook u-1',
      },
    ],
    [
      'a merged merge request',
      'Merge Request Hook',
      gitlab.merged,
      {
        at: '2026-03-20T11:50:00.000Z',
        summary: 'acme/shop!7: Charge cards once',
        event: 'Merge Request Hook',
        branch: 'main',
        revision: '43ac2f7a51bd4a1f6d5b3a0f04c6a6f1d5c1b7d1',
        userName: 'Ada Lovelace',
        links: [{ href: 'https://gitlab.com/acme/shop/-/merge_requests/7', text: 'Merge request' }],
        customDetails: { project: 'acme/shop', number: '7', from: 'cards' },
        delivery: 'Merge Request Hook u-1',
      },
    ],
    [
      'a release',
      'Release Hook',
      gitlab.release,
      {
        at: '2026-03-20T11:55:12.000Z',
        summary: 'acme/shop v2.4.1: Cards',
        event: 'Release Hook',
        revision: 'v2.4.1',
        userEmail: 'ada@example.com',
        userName: 'Ada Lovelace',
        links: [{ href: 'https://gitlab.com/acme/shop/-/releases/v2.4.1', text: 'Release' }],
        customDetails: { project: 'acme/shop', tag: 'v2.4.1', commit: 'ee0a3fb31ac16e11b9dbb596ad16d4af654d08f8' },
        delivery: 'Release Hook u-1',
      },
    ],
  ])('reads %s', (_name, event, body, reported) => {
    const headers = { 'x-gitlab-event': event, 'x-gitlab-event-uuid': 'u-1' };
    expect(read('GITLAB', body, headers)).toEqual({ kind: 'deployment', reported });
    for (const others of [{}, { 'x-gitlab-event': 'System Hook' }] as Record<string, string>[])
      expect(read('GITLAB', body, others)).toEqual({
        kind: 'deployment',
        reported: expect.objectContaining({ event }),
      });
    expect(read('GITLAB', body, { ...headers, 'idempotency-key': 'k' })).toMatchObject({
      reported: { delivery: `${event} k` },
    });
  });

  it.each<[string, string, Record<string, unknown>, string]>([
    [
      'a deleted branch',
      'Push Hook',
      { ...gitlab.push, after: '0'.repeat(40), checkout_sha: null },
      'main was deleted',
    ],
    [
      'a merge request that is opened',
      'Merge Request Hook',
      { ...gitlab.merged, object_attributes: { iid: 7, action: 'open' } },
      'merge request 7 was changed (open), not merged',
    ],
    ['a release that is changed', 'Release Hook', { ...gitlab.release, action: 'update' }, 'not created'],
    ['a tag', 'Tag Push Hook', { object_kind: 'tag_push' }, 'Tag Push Hook is no deployment'],
    ['a job', 'Job Hook', {}, 'Job Hook is no deployment'],
  ])('takes %s for none', (_name, event, body, why) =>
    expect(read('GITLAB', body, { 'x-gitlab-event': event })).toMatchObject({
      kind: 'none',
      why: expect.stringContaining(why),
    }),
  );
});

describe('Argo CD', () => {
  const reported = {
    at: '2026-03-20T11:59:00.000Z',
    summary: 'shop 6113728f: Succeeded',
    event: 'Succeeded',
    branch: 'main',
    revision: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
    userEmail: 'ada@example.com',
    userName: 'ada@example.com',
    links: [
      { href: 'https://argocd.example.com/applications/shop', text: 'Application' },
      { href: 'https://github.com/acme/shop', text: 'Repository' },
    ],
    customDetails: {
      application: 'shop',
      namespace: 'argocd',
      project: 'default',
      repository: 'https://github.com/acme/shop',
      message: 'successfully synced',
      startedAt: '2026-03-20T11:58:30Z',
      finishedAt: '2026-03-20T11:59:00Z',
    },
    delivery: expect.stringContaining('2026-03-20T11:59:00.000Z'),
  };

  it('reads what its template says', () =>
    expect(read('ARGO_CD', argoCdNotification)).toEqual({ kind: 'deployment', reported }));

  it('reads a whole application', () => {
    const { url } = argoCdNotification;
    expect(read('ARGO_CD', { app: argoCdApplication, url })).toEqual({
      kind: 'deployment',
      reported: { ...reported, customDetails: { ...reported.customDetails, health: 'Healthy' } },
    });
  });

  it('says why a synchronisation failed', () =>
    expect(read('ARGO_CD', { ...argoCdNotification, phase: 'Failed', message: 'no such image' })).toMatchObject({
      reported: { summary: 'shop 6113728f: Failed (no such image)', event: 'Failed' },
    }));

  it('takes values that are not there for none', () =>
    expect(
      read('ARGO_CD', { application: 'shop', phase: 'Succeeded', revision: '<nil>', branch: '<no value>', url: '' }),
    ).toEqual({
      kind: 'deployment',
      reported: { summary: 'shop: Succeeded', event: 'Succeeded', customDetails: { application: 'shop' } },
    }));

  it('takes an application that is not synchronised for none', () =>
    expect(read('ARGO_CD', { application: 'shop', phase: '<nil>' })).toMatchObject({ kind: 'none' }));
});

describe('what is no message of the tool', () => {
  it.each<[PipelineType, string | undefined, Record<string, unknown>, string]>([
    ['GITHUB', undefined, {}, 'ref'],
    ['GITHUB', 'push', {}, 'repository.full_name'],
    ['GITHUB', 'push', { repository: { full_name: 'a/b' } }, 'ref'],
    ['GITHUB', 'push', { repository: { full_name: 'a/b' }, ref: {} }, 'ref'],
    ['GITHUB', 'pull_request', { repository: { full_name: 'a/b' }, pull_request: 'x' }, 'pull_request'],
    ['GITHUB', 'release', { repository: { full_name: 'a/b' } }, 'release'],
    ['GITLAB', undefined, {}, 'object_kind'],
    ['GITLAB', 'Push Hook', {}, 'project.path_with_namespace'],
    ['GITLAB', 'Push Hook', { project: { name: 'x' }, ref: [] }, 'ref'],
    ['GITLAB', 'Merge Request Hook', { project: { name: 'x' } }, 'object_attributes'],
    ['GITLAB', 'Release Hook', { project: { name: 'x' } }, 'tag'],
    ['ARGO_CD', undefined, {}, 'application'],
    ['ARGO_CD', undefined, { app: {} }, 'application'],
    ['ARGO_CD', undefined, { application: ['x'] }, 'application'],
  ])('%s %s %j names %s', (type, event, body, field) => {
    const header = type === 'GITHUB' ? 'x-github-event' : 'x-gitlab-event';
    expect(() => read(type, body, event === undefined ? {} : { [header]: event })).toThrow(
      expect.objectContaining({ constructor: InvalidInputError, field }),
    );
  });

  it('never breaks an adapter, whatever stands where', () => {
    const spoils = [null, 0, '', 'x', [], {}, [[]], { a: { b: null } }, true, 1e300];
    const bodies = [
      ...Object.values(github).map((body) => ['GITHUB', body] as const),
      ...Object.values(gitlab).map((body) => ['GITLAB', body] as const),
      ['ARGO_CD', argoCdNotification] as const,
      ['ARGO_CD', { app: argoCdApplication }] as const,
    ];
    for (const [type, body] of bodies)
      for (const name of Object.keys(body))
        for (const spoil of spoils) {
          try {
            const { kind } = read(type, { ...body, [name]: spoil });
            expect(['deployment', 'none']).toContain(kind);
          } catch (error) {
            expect([type, name, spoil, error]).toEqual([type, name, spoil, expect.any(InvalidInputError)]);
          }
        }
  });
});
