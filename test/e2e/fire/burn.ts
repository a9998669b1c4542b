import type { LocalCloud } from '../../support/local-cloud.ts';
import { anOperator } from '../../support/operator.ts';
import type { FirePlan } from './plan.ts';
import { answer, postEvent, type Stage, setStages } from './stage.ts';

/** The cloud that burns: `restart` kills its process and starts it again on what is on its disk. */
export interface Burning {
  cloud(): LocalCloud;
  restart(): Promise<void>;
  /** How many repeated sends its functions have counted so far. */
  repeatedSends(): Promise<number>;
}

export interface Ashes {
  readonly stages: readonly Stage[];
  /** Sends that the functions counted as repeated, all in all. */
  readonly repeats: number;
  /** What was in dead-letter queues when the fire was out, and after it was put back. */
  readonly deadLetters: Readonly<Record<string, number>>;
  readonly deadLettersLeft: Readonly<Record<string, number>>;
}

/** Seconds until failed messages are put back, and from then until all has come to its end. */
const untilRedrive = 900;
const aftermath = 1500;

/** Sets the stages, lets the stories go through the fire, puts it out, and waits until all has come to an end. */
export async function burn(burning: Burning, plan: FirePlan): Promise<Ashes> {
  await burning.cloud().control('POST', 'stop', { rule: 'canary' });
  const stages = await setStages(burning.cloud(), plan);
  const repeatsBefore = await burning.repeatedSends();
  const startedAt = Date.parse(await burning.cloud().now());
  for (const second of secondsOf(plan)) {
    await goTo(burning.cloud(), startedAt, second);
    await light(burning.cloud(), plan, (from) => from === second);
    const killers = plan.kills.includes(second) ? [burning.cloud().control('POST', 'kill-workers')] : [];
    await Promise.all([act(burning.cloud(), stages, second), ...killers]);
    if (plan.powerCut !== second) continue;
    await burning.restart();
    await burning.cloud().control('POST', 'stop', { rule: 'canary' });
    await light(burning.cloud(), plan, (from) => from <= second);
  }
  await burning.cloud().advance(60);
  const deadLetters = await putOut(burning.cloud());
  return { stages, ...deadLetters, repeats: (await burning.repeatedSends()) - repeatsBefore };
}

async function light(cloud: LocalCloud, { faults }: FirePlan, isNow: (from: number) => boolean): Promise<void> {
  for (const { from, ...fault } of faults) if (isNow(from)) await cloud.faults.add(fault);
}

/** Every second at which something happens, in order. */
function secondsOf({ stories, faults }: FirePlan): number[] {
  const deeds = stories.flatMap((story) => story.deeds.map(({ at }) => at));
  return [...new Set([...deeds, ...faults.map(({ from }) => from)])].sort((a, b) => a - b);
}

async function goTo(cloud: LocalCloud, startedAt: number, second: number): Promise<void> {
  const missing = startedAt + second * 1000 - Date.parse(await cloud.now());
  if (missing > 0) await cloud.advance(missing / 1000);
}

/** What people and tools do at this second, all at once. */
async function act(cloud: LocalCloud, stages: readonly Stage[], second: number): Promise<void> {
  const deeds = stages.flatMap((stage) =>
    stage.plan.deeds.filter(({ at }) => at === second).map((deed) => ({ stage, deed })),
  );
  await Promise.all(
    deeds.map(({ stage, deed }) =>
      deed.kind === 'event' ? postEvent(cloud, stage, deed) : answer(cloud, stage, deed),
    ),
  );
}

/** Ends the faults, puts failed messages back, and goes on until all has come to its end. */
async function putOut(cloud: LocalCloud): Promise<Pick<Ashes, 'deadLetters' | 'deadLettersLeft'>> {
  await cloud.faults.clear();
  const operator = await anOperator(cloud);
  await cloud.advance(untilRedrive);
  const deadLetters = await operator.deadLetters();
  await operator.redrive();
  await cloud.advance(aftermath);
  return { deadLetters, deadLettersLeft: await operator.deadLetters() };
}
