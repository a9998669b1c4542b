import type { EventBus } from './event-bus.ts';
import type { Functions } from './functions.ts';
import type { Poller } from './queue-poller.ts';
import type { Grant, RevocableRoles } from './revocations.ts';

/** What has been taken out of service, for tests of what happens then. */
export interface Losses {
  /** The function's invocations fail as if it had no concurrency left. */
  stopFunction(name: string): void;
  /** Nobody reads this queue or table any more: by its name, or the part after `tocsin-local-`. */
  stopConsumer(name: string): void;
  /** The rule does not fire any more: by its name, or that of the function it invokes. */
  stopRule(name: string): void;
  removeGrant(grant: Grant): Promise<void>;
  restoreGrant(grant: Grant): Promise<void>;
  /** Undoes every stop. */
  resumeAll(): void;
  restoreAllGrants(): Promise<void>;
  list(): {
    readonly functions: readonly string[];
    readonly consumers: readonly string[];
    readonly rules: readonly string[];
    readonly grants: readonly Grant[];
  };
}

export interface LossesOptions {
  readonly functions: Functions;
  readonly pollers: readonly Poller[];
  readonly bus: EventBus;
  readonly roles: RevocableRoles;
}

/** Takes parts of the local cloud out of service and puts them back. Names that nothing has are refused. */
export function createLosses({ functions, pollers, bus, roles }: LossesOptions): Losses {
  const askAccess = async () => {
    await Promise.all(pollers.map((poller) => poller.askAccess()));
  };
  const list: Losses['list'] = () => ({
    functions: functions.stopped(),
    consumers: pollers.filter((poller) => poller.isStopped()).map((poller) => poller.sourceArn),
    rules: bus.stopped(),
    grants: roles.revoked(),
  });
  return {
    list,
    stopFunction: (name) => functions.stop(name),
    stopConsumer(name) {
      const wanted = pollers.filter(({ sourceArn }) => isNamed(sourceArn, name));
      if (wanted.length === 0) throw new Error(`nobody reads ${name}`);
      for (const poller of wanted) poller.stop();
    },
    stopRule: (name) => bus.stopRule(name),
    async removeGrant(grant) {
      if (!functions.has(grant.function)) throw new Error(`the deployment has no function ${grant.function}`);
      roles.revoke(grant);
      await askAccess();
    },
    async restoreGrant(grant) {
      roles.restore(grant);
      await askAccess();
    },
    resumeAll() {
      for (const name of functions.stopped()) functions.resume(name);
      for (const name of bus.stopped()) bus.resumeRule(name);
      for (const poller of pollers) poller.resume();
    },
    async restoreAllGrants() {
      for (const grant of roles.revoked()) roles.restore(grant);
      await askAccess();
    },
  };
}

/** `events`, `events.fifo`, `tocsin-local-events.fifo` and its ARN all mean that queue; `table` means the stream. */
function isNamed(sourceArn: string, name: string): boolean {
  const own = sourceArn.includes(':dynamodb:') ? 'table' : (sourceArn.split(':').at(-1) ?? '');
  const short = own.replace(/^tocsin-local-/, '');
  return [sourceArn, own, short, short.replace(/\.fifo$/, '')].includes(name);
}
