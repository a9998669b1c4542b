import { Worker } from 'node:worker_threads';
import type { SeedResult, ShortStory } from './one-seed.ts';
import { watch } from './patience.ts';

/** What a thread is asked to do with a seed. */
export interface ToWorker {
  readonly seed: number;
  readonly task: 'try' | 'shorten';
}

export type FromWorker = { readonly result: SeedResult } | { readonly seed: number; readonly short: ShortStory };

export interface CampaignOptions {
  readonly first: number;
  /** How many seeds; fewer are run when the time is over first. */
  readonly seeds: number;
  /** When no further seed is begun, in milliseconds since the epoch. */
  readonly until: number;
  readonly workers: number;
  /** The URL of the bundled simulation. */
  readonly bundle: string;
  readonly onResult: (result: SeedResult, campaign: Campaign) => void;
  readonly onShortened: (short: ShortStory) => void;
}

/** How a campaign went, or goes. */
export interface Campaign {
  seeds: number;
  /** Seeds that broke a promise. */
  readonly failed: number[];
  readonly totals: Record<string, number>;
}

/** A seed takes some hundred milliseconds, a flood half a minute; one that takes so long does not end. */
const patience = { try: { working: 300_000, idle: 120_000 }, shorten: { working: 900_000, idle: 120_000 } };
/** No more failing seeds than these are made short: they mostly tell the same story. */
const mostShortened = 3;

/**
 * Runs seeds over several threads and sums them up. A seed whose thread dies, or that does not end, has failed; the
 * campaign goes on with a new thread.
 */
export async function runCampaign(options: CampaignOptions): Promise<Campaign> {
  const campaign: Campaign = { seeds: 0, failed: [], totals: {} };
  let next = options.first;
  let shortened = 0;
  const nextSeed = (): number | undefined =>
    next < options.first + options.seeds && Date.now() < options.until ? next++ : undefined;

  const work = async (): Promise<void> => {
    const thread = new Thread(options.bundle);
    for (let seed = nextSeed(); seed !== undefined; seed = nextSeed()) {
      const answer = await thread.ask({ seed, task: 'try' });
      const died = 'died' in answer ? [answer.died] : [];
      const result = 'result' in answer ? answer.result : { seed, broken: died, totals: {} };
      campaign.seeds += 1;
      for (const [name, count] of Object.entries(result.totals))
        campaign.totals[name] = (campaign.totals[name] ?? 0) + count;
      if (result.broken.length > 0) campaign.failed.push(seed);
      options.onResult(result, campaign);
      if (result.broken.length === 0 || died.length > 0 || ++shortened > mostShortened) continue;
      const told = await thread.ask({ seed, task: 'shorten' });
      if ('short' in told) options.onShortened(told.short);
    }
    await thread.end();
  };
  await Promise.all(Array.from({ length: options.workers }, work));
  campaign.failed.sort((a, b) => a - b);
  return campaign;
}

/** A thread that does one thing at a time, and is replaced when it dies over one. */
class Thread {
  #worker: Worker | undefined;
  readonly #bundle: string;

  constructor(bundle: string) {
    this.#bundle = bundle;
  }

  ask(question: ToWorker): Promise<FromWorker | { readonly died: string }> {
    this.#worker ??= new Worker(new URL('campaign-worker.ts', import.meta.url), {
      workerData: { bundle: this.#bundle },
    });
    const worker = this.#worker;
    return new Promise((resolve) => {
      const done = (answer: FromWorker | { readonly died: string }) => {
        endWatch();
        worker.off('message', done).off('error', threw).off('exit', ended);
        if ('died' in answer) {
          this.#worker = undefined;
          void worker.terminate();
        }
        resolve(answer);
      };
      const threw = (error: unknown) => done({ died: `threw ${error instanceof Error ? error.stack : error}` });
      const ended = (code: number) => done({ died: `its thread ended with ${code}` });
      const endWatch = watch(worker, patience[question.task], (died) => done({ died }));
      worker.on('message', done).on('error', threw).on('exit', ended);
      worker.postMessage(question);
    });
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
  }
}
