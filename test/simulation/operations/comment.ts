import type { RunRecord } from '../record.ts';
import { timelinesIn } from '../stored.ts';
import type { Capability } from './capability.ts';
import { someKey, sometimes, someUser } from './choices.ts';

export interface CommentOperation {
  readonly at: number;
  readonly kind: 'comment';
  readonly key: string;
  readonly userId: number;
}

/** A comment that was confirmed stands in the timeline once. */
function check({ comments, items }: RunRecord): string[] {
  const told = timelinesIn(items).flatMap(({ alertId, vars }) =>
    vars.comment === undefined ? [] : [`${alertId} ${vars.comment}`],
  );
  return comments
    .filter((comment) => told.filter((one) => one === comment).length !== 1)
    .map((comment) => `comment ${comment} is not told once`);
}

export const comment: Capability<CommentOperation> = {
  kind: 'comment',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.2, [1, 3], () => ({
      at: random.next() * until,
      kind: 'comment',
      key: someKey(random, configuration),
      userId: someUser(random, configuration),
    })),
  perform: (people, { key, userId }) => {
    const alertId = people.alertOf(key);
    if (alertId === undefined) return;
    const content = `Comment ${people.count('comment')}`;
    void people
      .callApi('POST', `/api/alerts/${alertId}/comments`, { userId, body: { content } })
      .then(({ ok }) => ok && people.comments.push(`${alertId} ${content}`));
  },
  check,
};
