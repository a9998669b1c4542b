import { variantFor } from '../../../functions/usecases/page/viewer.ts';
import type { People } from '../people.ts';
import type { Visit } from '../shown.ts';
import type { Capability } from './capability.ts';
import { several, sometimes } from './choices.ts';

/** Somebody comes to a page that shows each audience what is theirs, and reads it as long as what let them in is good. */
export interface VisitOperation {
  readonly at: number;
  readonly kind: 'visit';
  readonly userId: number;
  readonly pageId: number;
}

/** What lets somebody in is good for 50 seconds; whoever asked at the same moment may read so long. */
const readsAfter = [1, 25, 50];

async function perform(people: People, { userId, pageId }: VisitOperation): Promise<void> {
  const { cloud } = people;
  const led = await cloud.run('api', async (world) => {
    const [user, page] = await Promise.all([world.store.users.get(userId), world.store.statusPages.get(pageId)]);
    if (user === undefined || page?.activatedAt === undefined || !page.audienceSpecific) return undefined;
    const asked = world.clock.now();
    const variant = await variantFor(world, page, user);
    return variant === undefined ? undefined : { variant, asked };
  });
  if (!led.ok || led.value === undefined) return;
  const { variant, asked } = led.value;
  const reads: { at: Visit['reads'][number]['at']; body: string }[] = [];
  cloud.shown.visits.push({ userId, pageId, variant, asked, reads });
  const end = Date.parse(asked);
  for (const seconds of readsAfter)
    cloud.scheduler.after(end + seconds * 1000 - cloud.scheduler.now, () => {
      const folder = `p/${pageId}/${variant}/`;
      for (const path of ['status.json', 'index.en.html', 'metrics.json']) {
        const body = cloud.shown.read(folder + path);
        if (body !== undefined) reads.push({ at: cloud.scheduler.clock.now(), body });
      }
    });
}

export const visits: Capability<VisitOperation> = {
  kind: 'visit',
  generate: (random, { configuration: { pages = [], users }, until }) => {
    const specific = pages.filter(({ kind }) => kind === 'AUDIENCE');
    return specific.flatMap(({ id: pageId }) =>
      sometimes(random, 0.9, [2, 8], () => ({
        at: random.next() * until,
        kind: 'visit' as const,
        userId: random.pick(users).id,
        pageId,
      })),
    );
  },
  perform: (people, operation) => void perform(people, operation),
};

/** Somebody comes into a team whose members see what it owns, or leaves it, and looks at pages around that. */
export interface MembershipOperation {
  readonly at: number;
  readonly kind: 'membership';
  readonly teamId: number;
  readonly members: readonly number[];
  readonly visits: readonly VisitOperation[];
}

export const membership: Capability<MembershipOperation> = {
  kind: 'membership',
  generate: (random, { configuration: { pages = [], audienceTeams = [], users }, until }) => {
    const specific = pages.filter(({ kind }) => kind === 'AUDIENCE');
    return sometimes(random, audienceTeams.length > 0 ? 0.8 : 0, [1, 3], () => {
      const at = random.next() * until;
      const members = users.filter(() => random.chance(0.5)).map(({ id }) => id);
      return {
        at,
        kind: 'membership',
        teamId: random.pick(audienceTeams).id,
        members,
        visits: specific.flatMap(({ id: pageId }) =>
          several(random, [2, 6], () => ({
            at: random.between(-40, 75),
            kind: 'visit' as const,
            userId: random.pick(users).id,
            pageId,
          })),
        ),
      };
    });
  },
  perform: (people, { teamId, members, visits: around }) => {
    const late = 40;
    for (const visit of around)
      people.cloud.scheduler.after((late + visit.at) * 1000, () => void perform(people, visit));
    people.cloud.scheduler.after(late * 1000, () => {
      const body = {
        name: `Audience ${teamId}`,
        members: members.map((id) => ({ user: { id }, role: 'RESPONDER' })),
      };
      void people.callApi('PUT', `/api/teams/${teamId}`, { body });
    });
  },
};
