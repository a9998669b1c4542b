import { type Instant, instantOf } from '../../functions/domain/time.ts';
import type { Clock } from '../../functions/ports/clock.ts';
import type { Fault, FunctionName, Plan } from './plan.ts';
import { type Random, randomOf } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** How an invocation came out; an error name as Step Functions sees it. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errorName: string; readonly error: unknown };

/** Seconds each function may take, as deployed. */
const timeouts: Readonly<Record<FunctionName, number>> = {
  ingest: 10,
  'process-event': 10,
  'advance-escalation': 30,
  'send-notification': 30,
  'handle-reply': 30,
  api: 29,
  'on-change': 30,
  tick: 60,
  'tell-subscribers': 90,
  'render-page': 60,
  'run-action': 110,
  'handle-callback': 30,
};

export type Service = 'table' | 'queue' | 'workflow' | 'blobs';

/** Which service a call is of, by its first word; providers have troubles of their own. */
const services: Readonly<Record<string, Service>> = {
  get: 'table',
  batchGet: 'table',
  query: 'table',
  count: 'table',
  write: 'table',
  SendMessage: 'queue',
  StartExecution: 'workflow',
  StopExecution: 'workflow',
  PutObject: 'blobs',
  GetObject: 'blobs',
  PutPage: 'blobs',
  DeletePages: 'blobs',
};

const never = <T>(): Promise<T> => new Promise(() => undefined);

/** A call that broke, as a port tells it. */
class BrokenCallError extends Error {
  override readonly name = 'BrokenCallError';
}

/** A call that broke, or a function that failed whatever it was called for. */
export interface BrokenCall {
  readonly at: Instant;
  readonly kind: Fault['kind'] | 'refused' | 'failed function' | 'timed out';
}

/** One running function: everything it asks the outside goes through `call`. */
export interface Invocation {
  readonly function: FunctionName;
  readonly ordinal: number;
  /** The clock of its machine, which may be off. */
  readonly clock: Clock;
  /** True once a call of it broke, it died, or it ran into its timeout. */
  isDisturbed(): boolean;
  /** Asks the outside: the effect happens at one moment, its answer comes at a later one, or something breaks. */
  call<T>(name: string, effect: () => T | Promise<T>): Promise<T>;
}

/** Runs functions on virtual time and breaks their calls as planned. */
export class Invocations {
  readonly #scheduler: Scheduler;
  readonly #plan: Plan;
  readonly #calmAt: number;
  readonly #faults: ReadonlyMap<string, Fault['kind']>;
  readonly #calls = new Map<FunctionName, number>();
  readonly #started = new Map<FunctionName, number>();
  readonly #refusing = new Map<Service | undefined, number>();
  readonly #brokenDown = new Map<FunctionName, number>();
  /** How many functions run now. */
  running = 0;
  /** Calls that broke, in their order. */
  readonly brokenCalls: BrokenCall[] = [];

  constructor(scheduler: Scheduler, plan: Plan) {
    this.#scheduler = scheduler;
    this.#plan = plan;
    this.#calmAt = scheduler.now + plan.calmAfter * 1000;
    this.#faults = new Map(plan.faults.map((fault) => [`${fault.function} ${fault.call}`, fault.kind]));
  }

  isCalm = (): boolean => this.#scheduler.now >= this.#calmAt;

  /** From now on every call of a service is refused for so long, or until the calm. */
  refuse(service: Service, milliseconds: number): void {
    this.#refusing.set(service, this.#scheduler.now + milliseconds);
  }

  /** From now on a function fails whenever it is called for so long, or until the calm. */
  breakDown(name: FunctionName, milliseconds: number): void {
    this.#brokenDown.set(name, this.#scheduler.now + milliseconds);
  }

  #isPast = (until = 0): boolean => this.isCalm() || this.#scheduler.now >= until;

  /** Invokes a function. The promise resolves when it has ended, whichever way. */
  run<T>(name: FunctionName, work: (invocation: Invocation) => Promise<T>): Promise<Outcome<T>> {
    const ordinal = (this.#started.get(name) ?? 0) + 1;
    this.#started.set(name, ordinal);
    const random = randomOf('invocation', this.#plan.seed, name, ordinal);
    const { skew } = this.#plan;
    const offset = skew === 0 ? 0 : random.between(-skew, skew);
    let isOver = false;
    let isDisturbed = false;
    this.running += 1;
    return new Promise((resolve) => {
      const end = (outcome: Outcome<T>) => {
        if (isOver) return;
        isOver = true;
        this.running -= 1;
        resolve(outcome);
      };
      const die = (errorName: string) => {
        if (isOver) return;
        isDisturbed = true;
        end({ ok: false, errorName, error: new Error(errorName) });
      };
      const endsAt = this.#scheduler.now + timeouts[name] * 1000;
      const timeOut = () => {
        if (isOver) return;
        this.#broke('timed out');
        die('Sandbox.Timedout');
      };
      this.#scheduler.after(timeouts[name] * 1000, timeOut);
      const invocation: Invocation = {
        function: name,
        ordinal,
        clock: { now: () => instantOf(this.#scheduler.now + offset) },
        isDisturbed: () => isDisturbed,
        call: (call, effect) => {
          if (isOver) return never();
          const fault = this.#nextFault(name);
          if (fault !== undefined) isDisturbed = true;
          return new Promise((answer, refuse) => {
            if (fault === 'late') {
              const arrivesAt = endsAt + random.between(1, 20_000);
              this.#scheduler.after(arrivesAt - this.#scheduler.now, async () => {
                // A request that clocks leap over is lost with its connection.
                if (this.#scheduler.now <= arrivesAt + 1_000) await settled(effect);
              });
              return;
            }
            this.#scheduler.after(this.#latency(random), async () => {
              if (isOver || fault === 'hang') return;
              // Clocks have leapt past its end: it does no more.
              if (this.#scheduler.now >= endsAt) return timeOut();
              if (fault === 'die-before') return die('Lambda.Unknown');
              if (!this.#isPast(this.#refusing.get(serviceOf(call)))) {
                isDisturbed = true;
                this.#broke('refused');
                return refuse(new BrokenCallError(`${call} of ${name} was refused`));
              }
              const broken = () => new BrokenCallError(`${call} of ${name} broke: ${fault}`);
              if (fault === 'before') return refuse(broken());
              const result = await settled(effect);
              if (fault === 'die-after') return die('Lambda.Unknown');
              this.#scheduler.after(this.#latency(random), () => {
                if (isOver) return;
                if (fault === 'after') refuse(broken());
                else if ('error' in result) refuse(result.error);
                else answer(result.value);
              });
            });
          });
        },
      };
      this.#scheduler.after(this.#latency(random), () => {
        if (!this.#isPast(this.#brokenDown.get(name))) {
          this.#broke('failed function');
          return die('Error');
        }
        work(invocation).then(
          (value) => end({ ok: true, value }),
          (error) => end({ ok: false, errorName: error instanceof Error ? error.name : 'Error', error }),
        );
      });
    });
  }

  #nextFault(name: FunctionName): Fault['kind'] | undefined {
    const call = (this.#calls.get(name) ?? 0) + 1;
    this.#calls.set(name, call);
    const fault = this.isCalm() ? undefined : this.#faults.get(`${name} ${call}`);
    if (fault !== undefined) this.#broke(fault);
    return fault;
  }

  #broke(kind: BrokenCall['kind']): void {
    this.brokenCalls.push({ at: this.#scheduler.clock.now(), kind });
  }

  #latency(random: Random): number {
    const usual = random.between(1, 25);
    if (this.isCalm() || !random.chance(this.#plan.slowness)) return usual;
    return usual + random.pick([200, 1_000, 4_000]) * random.next();
  }
}

const serviceOf = (call: string): Service | undefined => services[call.split(' ')[0] ?? ''];

async function settled<T>(effect: () => T | Promise<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await effect() };
  } catch (error) {
    return { error };
  }
}
