/*
 * Messages as the tools send them, after the examples in their documentation (links in the adapters), shortened.
 */

const repository = {
  id: 186853002,
  name: 'shop',
  full_name: 'acme/shop',
  html_url: 'https://github.com/acme/shop',
  default_branch: 'main',
  pushed_at: 1774007900,
};
const sender = { login: 'ada', id: 21031067, type: 'User' };

export const github = {
  push: {
    ref: 'refs/heads/main',
    before: '59b20b8d5c6ff8d09518454d4dd8b7b30f095ab5',
    after: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
    created: false,
    deleted: false,
    forced: false,
    base_ref: null,
    compare: 'https://github.com/acme/shop/compare/59b20b8d5c6f...6113728f27ae',
    commits: [{ id: '6113728f27ae82c7b1a177c8d03f9e96e0adf246', message: 'Charge cards once' }],
    head_commit: {
      id: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
      message: 'Charge cards once\n\nSee #16',
      timestamp: '2026-03-19T15:33:25+01:00',
      url: 'https://github.com/acme/shop/commit/6113728f27ae82c7b1a177c8d03f9e96e0adf246',
      author: { name: 'Ada', email: 'author@example.com', username: 'ada' },
    },
    repository,
    pusher: { name: 'ada', email: 'ada@example.com' },
    sender,
  },
  merged: {
    action: 'closed',
    number: 17,
    pull_request: {
      html_url: 'https://github.com/acme/shop/pull/17',
      number: 17,
      state: 'closed',
      title: 'Charge cards once',
      merged: true,
      merged_at: '2026-03-20T11:50:00Z',
      merge_commit_sha: '43ac2f7a51bd4a1f6d5b3a0f04c6a6f1d5c1b7d1',
      merged_by: { login: 'grace' },
      user: { login: 'ada' },
      head: { ref: 'cards' },
      base: { ref: 'main' },
    },
    repository: { ...repository, pushed_at: '2026-03-20T11:49:00Z' },
    sender,
  },
  release: {
    action: 'published',
    release: {
      html_url: 'https://github.com/acme/shop/releases/tag/v2.4.1',
      tag_name: 'v2.4.1',
      target_commitish: 'main',
      name: 'Cards',
      draft: false,
      prerelease: false,
      published_at: '2026-03-20T11:55:00Z',
      author: { login: 'ada' },
    },
    repository: { ...repository, pushed_at: '2026-03-20T11:49:00Z' },
    sender,
  },
} as const;

const project = { id: 15, name: 'shop', web_url: 'https://gitlab.com/acme/shop', path_with_namespace: 'acme/shop' };

export const gitlab = {
  push: {
    object_kind: 'push',
    event_name: 'push',
    before: '95790bf891e76fee5e1747ab589903a6a1f80f22',
    after: 'da1560886d4f094c3e6c9ef40349f7d38b5d27d7',
    ref: 'refs/heads/main',
    checkout_sha: 'da1560886d4f094c3e6c9ef40349f7d38b5d27d7',
    user_id: 4,
    user_name: 'Ada Lovelace',
    user_username: 'ada',
    user_email: 'ada@example.com',
    project,
    commits: [
      {
        id: 'da1560886d4f094c3e6c9ef40349f7d38b5d27d7',
        message: 'Charge cards once\n\nSee !7',
        title: 'Charge cards once',
        timestamp: '2026-03-19T15:33:25+01:00',
        url: 'https://gitlab.com/acme/shop/-/commit/da1560886d4f',
        author: { name: 'Ada Lovelace', email: 'ada@example.com' },
      },
    ],
    total_commits_count: 1,
  },
  merged: {
    object_kind: 'merge_request',
    event_type: 'merge_request',
    user: { id: 1, name: 'Ada Lovelace', username: 'ada', email: '[REDACTED]' },
    project,
    object_attributes: {
      id: 93,
      iid: 7,
      target_branch: 'main',
      source_branch: 'cards',
      title: 'Charge cards once',
      updated_at: '2026-03-20 11:50:00 UTC',
      state: 'merged',
      action: 'merge',
      url: 'https://gitlab.com/acme/shop/-/merge_requests/7',
      merge_commit_sha: '43ac2f7a51bd4a1f6d5b3a0f04c6a6f1d5c1b7d1',
    },
  },
  release: {
    id: 1,
    created_at: '2026-03-20 11:55:12 UTC',
    name: 'Cards',
    released_at: '2026-03-20 11:55:12 UTC',
    tag: 'v2.4.1',
    object_kind: 'release',
    project,
    url: 'https://gitlab.com/acme/shop/-/releases/v2.4.1',
    action: 'create',
    commit: {
      id: 'ee0a3fb31ac16e11b9dbb596ad16d4af654d08f8',
      title: 'Charge cards once',
      author: { name: 'Ada Lovelace', email: 'ada@example.com' },
    },
  },
} as const;

/** What the template of docs/deployments.md makes of an application. */
export const argoCdNotification = {
  application: 'shop',
  namespace: 'argocd',
  project: 'default',
  phase: 'Succeeded',
  revision: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
  branch: 'main',
  repository: 'https://github.com/acme/shop',
  message: 'successfully synced',
  startedAt: '2026-03-20T11:58:30Z',
  finishedAt: '2026-03-20T11:59:00Z',
  initiatedBy: 'ada@example.com',
  url: 'https://argocd.example.com/applications/shop',
} as const;

export const argoCdApplication = {
  metadata: { name: 'shop', namespace: 'argocd' },
  spec: { project: 'default', source: { repoURL: 'https://github.com/acme/shop', targetRevision: 'main' } },
  status: {
    sync: { status: 'Synced', revision: '6113728f27ae82c7b1a177c8d03f9e96e0adf246' },
    health: { status: 'Healthy' },
    operationState: {
      phase: 'Succeeded',
      message: 'successfully synced',
      startedAt: '2026-03-20T11:58:30Z',
      finishedAt: '2026-03-20T11:59:00Z',
      operation: { initiatedBy: { username: 'ada@example.com' } },
      syncResult: { revision: '6113728f27ae82c7b1a177c8d03f9e96e0adf246' },
    },
  },
} as const;
