import type { LocalCloud } from '../support/local-cloud.ts';
import { anOperator, type Operator } from '../support/operator.ts';
import { type BrokenCall, type CallSite, callSitesOf, withColdCalls } from './fault-matrix.ts';
import { breakWhile, type FinishedRun, finish, latestSeq, type Run } from './fault-runs.ts';
import { type Cast, castOf, outcomeOf, postAlert, type Story } from './fault-stories.ts';

/** Ada, whose level lasts a minute, then Grace; nobody answers. */
export const rescuedStory: Story = {
  name: 'rescued',
  lasts: 600,
  answered: false,
  cast: (cloud) =>
    castOf(
      cloud,
      [
        { firstName: 'Ada', rules: [{ method: 'SMS' }] },
        { firstName: 'Grace', rules: [{ method: 'EMAIL' }] },
      ],
      1,
    ),
};

/** What befalls an alert, so that only the tick or a redelivery can help it. */
export interface Harm {
  readonly name: string;
  /** Seconds after the alert; in the minute after that it is rescued, at most 90 s after what is lost was due. */
  readonly rescuedAfter: number;
  /** Posts the alert and harms it. Returns how often the post was tried. */
  befall(cloud: LocalCloud, operator: Operator, cast: Cast): Promise<number>;
}

async function alertOf(cloud: LocalCloud, { source }: Cast): Promise<number> {
  const { body } = await cloud.api('GET', `/api/alerts?sources=${source.id}`);
  return body[0].id;
}

export const harms: readonly Harm[] = [
  {
    name: 'an execution that vanished',
    rescuedAfter: 90,
    async befall(cloud, operator, cast) {
      const posts = await postAlert(cloud, cast);
      await cloud.settle();
      const [execution] = await cloud.executions(await alertOf(cloud, cast));
      await operator.stopExecution(execution?.executionArn ?? '');
      return posts;
    },
  },
  {
    name: 'a lost message',
    rescuedAfter: 90,
    async befall(cloud, operator, cast) {
      await cloud.control('POST', 'stop', { consumer: 'notifications' });
      const posts = await postAlert(cloud, cast);
      await cloud.settle();
      await operator.purge('notifications');
      await cloud.control('DELETE', 'stop');
      await cloud.control('POST', 'stop', { rule: 'canary' });
      return posts;
    },
  },
  {
    name: 'a worker killed in a send',
    rescuedAfter: 150,
    async befall(cloud, _operator, cast) {
      const send = { function: 'send-notification', service: 'sms-voice', action: 'SendTextMessage' };
      await cloud.faults.add({ ...send, kind: 'crash-before' });
      const posts = await postAlert(cloud, cast);
      await cloud.settle();
      await cloud.faults.clear();
      return posts;
    },
  },
];

const rescueLasts = 60;
/** From one alert to the next: every other of their rescues is over by then, also one that was broken once. */
const period = 300;

/** Nobody rescues at :05, so that every rescue has one tick, somewhere in its middle. */
async function goToFivePast(cloud: LocalCloud): Promise<void> {
  const seconds = (Date.parse(await cloud.now()) / 1000) % 60;
  await cloud.advance((65 - seconds) % 60);
}

/** Lets an alert be harmed and rescued without faults: the calls of its rescue, and what was told when it was over. */
export async function rehearseRescue(
  cloud: LocalCloud,
  harm: Harm,
): Promise<{ sites: CallSite[]; clean: FinishedRun; toldInTime: readonly string[] }> {
  const operator = await anOperator(cloud);
  await goToFivePast(cloud);
  const cast = await rescuedStory.cast(cloud);
  const posts = await harm.befall(cloud, operator, cast);
  await cloud.advance(harm.rescuedAfter);
  const seen = await latestSeq(cloud);
  await cloud.advance(rescueLasts);
  const called = callSitesOf('rescue', await cloud.requests(seen));
  const sites = withColdCalls(called, called);
  const { messages: toldInTime } = await outcomeOf(cloud, cast, await cloud.outbox());
  await cloud.advance(rescuedStory.lasts);
  const outcome = await outcomeOf(cloud, cast, await cloud.outbox());
  return { sites, clean: { broken: undefined, cast, posts, struck: false, outcome }, toldInTime };
}

/** Harms one alert after the other, and breaks one call of the rescue of each. */
export async function runRescues(cloud: LocalCloud, harm: Harm, broken: readonly BrokenCall[]): Promise<FinishedRun[]> {
  const operator = await anOperator(cloud);
  const before = (await cloud.outbox()).at(-1)?.seq ?? 0;
  const runs: Run[] = [];
  await goToFivePast(cloud);
  for (const each of broken) {
    const cast = await rescuedStory.cast(cloud);
    const run: Run = { broken: each, cast, posts: await harm.befall(cloud, operator, cast), struck: false };
    runs.push(run);
    await cloud.advance(harm.rescuedAfter);
    if (each.site.cold) await cloud.control('POST', 'kill-workers');
    await breakWhile(cloud, run, 'rescue', async () => void (await cloud.advance(rescueLasts)));
    await cloud.advance(period - harm.rescuedAfter - rescueLasts);
  }
  await cloud.advance(rescuedStory.lasts);
  return finish(cloud, runs, before);
}
