/** All that a run takes, from its seed to what it broke. */
export { runCampaign } from './campaign.ts';
export { brokenPromises } from './check.ts';
export { planOf } from './generate.ts';
export { runPlan } from './run.ts';
