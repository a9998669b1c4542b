import type { AuditEntries } from '../../functions/ports/configuration-store.ts';
import type { Store } from '../../functions/ports/store.ts';

/** What of a write tells the audit log may be left out by tests that are about something else. */
type UntoldWrite<F> = F extends (...args: infer A) => infer R
  ? A extends [...infer Before, infer Last]
    ? Last extends AuditEntries
      ? (...args: [...WithoutEmpty<Before>, audit?: AuditEntries]) => R
      : Last extends { readonly audit: AuditEntries }
        ? (...args: [...Before, besides?: Partial<Last>]) => R
        : F
    : F
  : F;

/** What may be undefined before it may be left out, too. */
type WithoutEmpty<A extends unknown[]> = A extends [...infer Before, infer Last]
  ? undefined extends Last
    ? [...Before, last?: Last]
    : A
  : A;

type UntoldPart<P> = P extends (...args: never[]) => unknown ? P : { -readonly [M in keyof P]: UntoldWrite<P[M]> };

/** A store that takes writes without a word for the audit log. */
export type UntoldStore = { readonly [P in keyof Store]: UntoldPart<Store[P]> };

type Write = (...args: unknown[]) => unknown;

type Telling = Readonly<Record<string, readonly [at: number, isMember?: true]>>;
const ofConfiguration: Telling = { create: [1], save: [2], delete: [1, true] };

/** Which argument of a write tells, and whether it is a member of that argument. */
const telling: Readonly<Record<string, Telling>> = {
  // Of what is loaded with the first question nobody sees what it can do.
  ...Object.fromEntries(
    [
      ...['apps', 'automationRules', 'identityProviders', 'incidentTemplates', 'statusPages'],
      ...['metrics', 'metricSources', 'heartbeats', 'maintenance', 'alertActions', 'connectors', 'chatApps'],
      ...['eventFlows', 'flowIntegrations', 'deploymentPipelines'],
    ].map((name) => [name, ofConfiguration]),
  ),
  services: { ...ofConfiguration, saveOverride: [2], deleteOverride: [2] },
  incidents: { create: [1, true], save: [2, true], delete: [1, true] },
  apiKeys: { create: [1], replace: [2], delete: [1] },
  grants: { end: [1] },
  coverage: { create: [1], save: [2] },
  sessions: { end: [1] },
  passkeys: { create: [1, true], rename: [2], delete: [1, true] },
  schedules: { ...ofConfiguration, addOverrides: [2], deleteOverride: [2], passOnOverride: [3], endOverride: [2] },
};
/** The same store, which says nothing to the audit log where a test says nothing. */
export function untoldStore(store: Store): UntoldStore {
  const parts = Object.entries(store).map(([name, part]) => {
    if (typeof part !== 'object') return [name, part] as const;
    const isConfiguration = 'getMany' in part && 'list' in part && name !== 'alerts';
    const own = { ...(isConfiguration && ofConfiguration), ...telling[name] };
    for (const [method, [at, isMember]] of Object.entries(own)) {
      const write = (part as Record<string, Write>)[method];
      if (write === undefined) continue;
      part[method] = (...args: unknown[]) => {
        const all = Array.from({ length: Math.max(args.length, at + 1) }, (_, index) => args[index]);
        all[at] = isMember ? { audit: [], ...(all[at] as object | undefined) } : (all[at] ?? []);
        return write.apply(part, all);
      };
    }
    return [name, part] as const;
  });
  return Object.fromEntries(parts) as unknown as UntoldStore;
}
