/** All that a run takes, from its seed to what it broke. */
export { brokenPromises } from './check.ts';
export { planOf } from './generate.ts';
export { shorten, tryPlan, trySeed } from './one-seed.ts';
export { runPlan } from './run.ts';
export { kindOf, shrink } from './shrink.ts';
export { storyOf } from './story.ts';
