import { faultsOfActions, someActions } from './action-plan.ts';
import { someBrowsers } from './browser-plan.ts';
import {
  someConfiguration,
  someCounters,
  someFlows,
  someGrouping,
  someSeason,
  someServices,
  someTimeouts,
} from './configure.ts';
import { someDeploying } from './deployment-plan.ts';
import { guardsOf } from './guards.ts';
import type { AnyOperation, Capability, Setting } from './operations/capability.ts';
import { several } from './operations/choices.ts';
import { reaction } from './operations/reaction.ts';
import { capabilities } from './operations/table.ts';
import { type Fault, functionNames, type Operation, type Plan } from './plan.ts';
import { faultsOfPublishing, somePublishing } from './publishing.ts';
import { type Random, randomOf } from './random.ts';

/** The run a seed stands for. */
export function planOf(seed: number): Plan {
  const random = randomOf('plan', seed);
  const season = someSeason(randomOf('season', seed));
  const { startsAt } = season;
  const calmAfter = (random.chance(0.15) ? random.between(60, 120) : random.between(6, 40)) * 60;
  const drawn = someConfiguration(randomOf('configuration', seed), season);
  const grouped = someGrouping(randomOf('grouping', seed), drawn.sources);
  const timed = someTimeouts(randomOf('timeouts', seed), grouped);
  const configured = { ...drawn, sources: someCounters(randomOf('counters', seed), timed) };
  const services = someServices(randomOf('services', seed), configured.sources);
  const guards = guardsOf(seed);
  const withServices = { ...configured, ...(services.length > 0 && { services }) };
  const publishing = somePublishing(randomOf('publishing', seed), withServices, {
    hasCaps: guards !== undefined,
    calmAfter,
  });
  const flows = someFlows(randomOf('flows', seed), configured.sources);
  const actions = someActions(randomOf('actions', seed), configured.sources);
  // Runs with pages take long as they are.
  const hasPages = publishing.pages !== undefined;
  const browsers = hasPages ? [] : someBrowsers(randomOf('browsers', seed), configured.users);
  const configuration = {
    ...withServices,
    ...publishing,
    ...(flows.length > 0 && { flows }),
    ...(actions.length > 0 && { actions }),
    ...(browsers.length > 0 && { browsers }),
    ...someDeploying(randomOf('deployments', seed), configured.sources),
  };
  const isCalm = random.chance(0.1);
  const hasCaps = guards !== undefined;
  const setting: Setting = { configuration, ...season, until: calmAfter, isCalm, hasCaps };
  const basics = { seed, startsAt, configuration, calmAfter, ...(guards && { guards }) };
  const operations = capabilities
    .flatMap((capability) => generated(capability, setting, seed))
    .sort((a, b) => a.at - b.at);
  const pageSize = random.pick([1000, 1000, 1000, 3, 10]);
  if (isCalm) return { ...basics, operations, pageSize, faults: [], disorder: 0, slowness: 0, skew: 0 };

  const skew = random.pick([0, 0, 20, 300, 1000]);
  const besides = [
    ...(configuration.pages === undefined ? [] : faultsOfPublishing(randomOf('publishing', seed, 'faults'))),
    ...(actions.length === 0 ? [] : faultsOfActions(randomOf('actions', seed, 'faults'))),
  ];
  if (randomOf('storm', seed).chance(0.2)) {
    const storm = stormOf(seed, setting, operations);
    return { ...basics, ...storm, faults: [...storm.faults, ...besides], pageSize, skew };
  }
  return {
    ...basics,
    operations,
    pageSize,
    skew,
    faults: [...several(random, [0, random.pick([6, 30, 120])], () => someFault(random, 7.5)), ...besides],
    disorder: random.pick([0, 0.02, 0.1, 0.3]),
    slowness: random.pick([0, 0.05, 0.2, 0.5]),
  };
}

/** Each kind has choices of its own, so that another kind changes nothing for the others. */
const generated = (capability: Capability<AnyOperation>, setting: Setting, seed: number): readonly Operation[] =>
  capability.generate(randomOf('operations', capability.kind, seed), setting) as Operation[];

/** The same things happen, with more answers, and hardly anything goes right. */
function stormOf(
  seed: number,
  setting: Setting,
  operations: readonly Operation[],
): Pick<Plan, 'operations' | 'faults' | 'disorder' | 'slowness'> {
  const random = randomOf('storm', seed, 'parts');
  const faults = several(random, [100, 400], () => someFault(random, 9));
  return {
    operations: [...operations, ...reaction.generate(random, setting)],
    faults,
    disorder: 0.1,
    slowness: 0.7,
  };
}

const faultKinds = ['before', 'after', 'die-before', 'die-after', 'hang', 'late'] as const;

/** Early calls are the likelier ones: that is where alerts are made, claimed and sent. */
const someFault = (random: Random, doublings: number): Fault => ({
  function: random.pick(functionNames),
  call: Math.floor(2 ** (random.next() * doublings)),
  kind: random.pick(faultKinds),
});
