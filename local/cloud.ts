import path from 'node:path';
import { type Alarms, startAlarms } from './alarms.ts';
import type { DynamoDb } from './aws/dynamodb/types.ts';
import type { Faults } from './aws/faults.ts';
import type { RequestLog } from './aws/requests.ts';
import type { ExecutionView } from './aws/step-functions/types.ts';
import { nextWholeSecond, startClock } from './clock.ts';
import { serveControl } from './control.ts';
import type { Deployment } from './deployment.ts';
import { serveConsole, servePages } from './edge/hosts.ts';
import { type Operations, operate } from './operations.ts';
import type { Outbox } from './outbox/outbox.ts';
import { noProgress, type Progress } from './progress.ts';
import { openAccount } from './runtime/account.ts';
import { trackActivity } from './runtime/activity.ts';
import { consoleResource, publishOnDemand } from './runtime/console-build.ts';
import { prepareCustomResources } from './runtime/custom-resources.ts';
import { serveHttpApi } from './runtime/http-api.ts';
import { keepLogs, type Logs } from './runtime/logs.ts';
import { createLosses, type Losses } from './runtime/losses.ts';
import type { Metrics } from './runtime/metrics.ts';
import { inUse, own, refuseIfInUse } from './runtime/owned-folder.ts';
import { listen } from './runtime/public-server.ts';
import { keepState } from './runtime/saved-state.ts';
import { timeTravel } from './runtime/time-travel.ts';
import { startTriggers } from './runtime/triggers.ts';
import { buildConsole, buildFunctions, synthesize } from './synth.ts';

export interface CloudOptions {
  /** Port of the HTTP API and the control surface; 0 takes a free one. */
  readonly port: number;
  /** Where state is kept; in memory when left out. */
  readonly dataDir?: string;
  /** Where virtual time starts, in milliseconds. */
  readonly startAt?: number;
  /** Time stands still from the start. */
  readonly still?: boolean;
  /** Keeps the functions' rate limits on. */
  readonly limits?: boolean;
  /** Real seconds until the canary gives a station up; time waits for it. */
  readonly canaryPatience?: number;
  /** Shows what the functions log. */
  readonly showLogs?: boolean;
  /** Builds the console at once, and not when somebody first looks at it. */
  readonly withConsole?: boolean;
  /** Is told what the start waits for. */
  readonly progress?: Progress;
}

/** The running local cloud: one account with the deployment in it, and what tests and people do to it. */
export interface Cloud {
  readonly url: string;
  /** Where all AWS services answer; whose access key is `local` may do everything. */
  readonly awsUrl: string;
  readonly deployment: Deployment;
  readonly outbox: Outbox;
  readonly requests: RequestLog;
  readonly faults: Faults;
  readonly losses: Losses;
  readonly logs: Logs;
  readonly metrics: Metrics;
  /** What calls to the table have cost, by caller and kind of partition. */
  readonly capacity: DynamoDb['capacity'];
  readonly alarms: Alarms;
  readonly operations: Operations;
  /** The virtual instant, as ISO text. */
  now(): string;
  executions(filter?: { readonly alertId?: number }): readonly ExecutionView[];
  settle(): Promise<void>;
  advance(seconds: number): Promise<void>;
  /** Lets time pass by itself again, from where it stands. */
  run(): Promise<void>;
  /** Whether time passes by itself. */
  isRunning(): boolean;
  /** Ends what functions do, as when their machines die; they start anew when needed, and remember nothing. */
  killWorkers(): Promise<void>;
  /** Takes the answer of a custom resource's function. */
  respondToCustomResource(token: string, body: string): void;
  /** Empties the account and deploys again. The clock goes on, or stands still at another time, in milliseconds. */
  reset(at?: number): Promise<void>;
  close(): Promise<void>;
}

/** Here the canary's alert arrives at once or never. */
const usualPatience = 10;

/** Starts everything and resolves when the first event can be posted. Takes over this thread's clock and timers. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { dataDir, progress = noProgress } = options;
  if (dataDir !== undefined) await refuseIfInUse(dataDir);
  const server = await listen(options.port);
  const owned = dataDir === undefined ? undefined : own(dataDir, server.url);
  const [assembly, built] = await Promise.all([
    progress.during('Synthesizing the infrastructure (once after each change)', synthesize()),
    progress.during('Bundling the functions (once after each change)', buildFunctions()),
    options.withConsole && progress.during('Building the console (once after each change)', buildConsole()),
  ]);
  const state = keepState(dataDir);
  const realNow = Date.now;
  const keptNow = realNow() + state.read().clockOffset;
  const startAt = options.startAt ?? (options.still ? nextWholeSecond(keptNow) : keptNow);
  const clock = startClock({ startAt, still: options.still });
  const saveClock = () => state.write({ clockOffset: clock.now() - realNow() });
  saveClock();

  const activity = trackActivity();
  const logFile = dataDir && path.join(dataDir, 'functions.log');
  const logs = keepLogs({ file: logFile, show: options.showLogs ?? false, now: clock.now });
  const opening = openAccount({
    assembly,
    built,
    dataDir,
    publicUrl: server.url,
    limits: options.limits ?? false,
    canaryPatience: options.canaryPatience ?? usualPatience,
    clock,
    activity,
    logs,
  });
  const account = await progress.during('Opening the account', opening).catch((error) => {
    throw dataDir !== undefined && isLocked(error) ? inUse(dataDir) : error;
  });
  const { deployment, functions, access } = account;
  const triggers = await startTriggers({ ...account, activity, clock, logs });
  const customResources = prepareCustomResources(deployment, functions, {
    url: `${server.url}/_local/custom-resources`,
    later: [consoleResource],
  });
  const consoleFiles = publishOnDemand(customResources, buildConsole);
  const losses = createLosses({ functions, pollers: triggers.pollers, bus: triggers.bus, roles: account.roles });
  const travel = timeTravel(clock, activity);
  const alarms = startAlarms({
    deployment,
    metrics: account.metrics,
    depth: account.sqs.depth,
    executions: account.stepFunctions.list,
    publish: account.outbox.publish,
    during: activity.during,
  });
  account.watchedBy(alarms);

  async function deployOnce() {
    if (state.read().deployed) return;
    await customResources.create();
    state.write({ deployed: true });
  }

  const cloud: Cloud = {
    url: server.url,
    awsUrl: account.awsUrl,
    deployment,
    outbox: account.outbox,
    requests: account.requests,
    faults: account.faults,
    losses,
    logs,
    metrics: account.metrics,
    capacity: account.dynamoDb.capacity,
    alarms,
    operations: operate(account),
    now: () => new Date().toISOString(),
    executions: account.stepFunctions.list,
    settle: travel.settle,
    async run() {
      await travel.run();
      saveClock();
    },
    isRunning: clock.isPassing,
    async advance(seconds) {
      await travel.advance(seconds);
      saveClock();
    },
    killWorkers: functions.startAfresh,
    respondToCustomResource: customResources.respond,
    async reset(at) {
      account.faults.clear();
      losses.resumeAll();
      await losses.restoreAllGrants();
      const forgetWork = () => {
        triggers.asynchronous.reset();
        for (const poller of triggers.pollers) poller.reset();
      };
      forgetWork();
      await functions.startAfresh();
      await account.reset();
      consoleFiles.forget();
      // What was begun meanwhile fails with the next, and would be tried again in a world that does not know it.
      forgetWork();
      // Functions remember nothing of the old account, nor do those that started meanwhile.
      await functions.startAfresh();
      if (at !== undefined) {
        await travel.jump(at);
        saveClock();
        triggers.bus.reschedule();
      }
      alarms.reset();
      state.write({ deployed: false });
      await deployOnce();
    },
    async close() {
      alarms.close();
      triggers.close();
      await server.close();
      await functions.killAll();
      await account.close();
      saveClock();
      clock.close();
      owned?.leave();
    },
  };
  const api = serveHttpApi({ deployment, functions, access, metrics: account.metrics });
  const edge = { ...account, api, now: clock.now };
  server.serve({
    control: serveControl(cloud),
    api,
    pages: servePages(edge),
    console: serveConsole(edge, consoleFiles.published),
  });
  await progress.during('Setting up the account', deployOnce());
  return cloud;
}

/** LevelDB lets one process into a folder. */
const isLocked = (error: { readonly cause?: { readonly code?: string } }) => error.cause?.code === 'LEVEL_LOCKED';
