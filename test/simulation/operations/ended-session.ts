import { keys } from '../../../functions/store/keys.ts';
import { openSession } from '../../../functions/usecases/sign-in/open-session.ts';
import { endOwnSession } from '../../../functions/usecases/sign-in/sessions.ts';
import { answerAgainAndAgain, callsUntilAfter } from '../callers.ts';
import type { People } from '../people.ts';
import type { Capability } from './capability.ts';
import { sometimes, someUser } from './choices.ts';

const ways = ['SIGN_OUT', 'SIGNED_OUT_BY_ADMIN', 'NEXT_SESSION', 'DELETED', 'DEMOTED', 'OUT_OF_TEAMS'] as const;

/** Somebody signs in and answers again and again; meanwhile the session ends, or what they are by it is taken away. */
export interface EndedSessionOperation {
  readonly at: number;
  readonly kind: 'ended-session';
  readonly userId: number;
  readonly way: (typeof ways)[number];
  /** Seconds after they signed in. */
  readonly endedAfter: number;
}

type Opened = Awaited<ReturnType<typeof openSession>>;

/** Signs somebody in on a browser, in place of an older session of it. */
async function signIn(people: People, userId: number, before?: Opened['session']): Promise<Opened | undefined> {
  const outcome = await people.cloud.run('api', async (world) => {
    const user = await world.store.users.get(userId);
    if (user === undefined) throw new Error(`user ${userId} is gone`);
    return openSession(world, { guest: { user }, method: 'LINK', userAgent: 'a browser', before });
  });
  return outcome.ok ? outcome.value : undefined;
}

async function takeAway(people: People, { userId, way }: EndedSessionOperation, { session }: Opened): Promise<void> {
  const path = `/api/users/${userId}`;
  switch (way) {
    case 'SIGN_OUT':
      await people.cloud.run('api', (world) => endOwnSession(world, session, session.id));
      return;
    case 'SIGNED_OUT_BY_ADMIN':
      await people.callApi('DELETE', `${path}/sessions`);
      return;
    case 'NEXT_SESSION':
      await signIn(people, userId, session);
      return;
    case 'DELETED':
      await people.callApi('DELETE', `${path}?force=true`);
      return;
    case 'DEMOTED': {
      const user = await people.callApi('GET', path);
      if (user.ok)
        await people.callApi('PUT', `${path}?force=true`, {
          body: { ...(user.value.body as object), role: 'STAKEHOLDER' },
        });
      return;
    }
    case 'OUT_OF_TEAMS': {
      const teams = await people.callApi('GET', `/api/teams?members=${userId}`);
      if (!teams.ok) return;
      for (const { id } of teams.value.body as { id: number }[])
        await people.callApi('DELETE', `/api/teams/${id}/members/${userId}`);
    }
  }
}

export const endedSession: Capability<EndedSessionOperation> = {
  kind: 'ended-session',
  generate: (random, { configuration, until }) =>
    sometimes(random, 0.4, [1, 2], () => {
      const members = configuration.teams.flatMap((team) => team.members);
      const leaves = members.length > 0 && random.chance(0.5);
      return {
        at: random.next() * until,
        kind: 'ended-session',
        userId: leaves ? random.pick(members).userId : someUser(random, configuration),
        way: leaves ? 'OUT_OF_TEAMS' : random.pick(ways),
        endedAfter: random.between(1, 40),
      };
    }),
  perform: async (people, operation) => {
    const opened = await signIn(people, operation.userId);
    if (opened === undefined) return;
    const { session, secret } = opened;
    const credential = { what: 'session', secret, storedAt: keys.session(session.hash) } as const;
    void answerAgainAndAgain(people, credential, callsUntilAfter(operation.endedAfter));
    people.cloud.scheduler.after(operation.endedAfter * 1000, () => takeAway(people, operation, opened));
  },
};
