import { answer, api } from '../../client/api.ts';
import { ApiError } from '../../client/error.ts';
import { queries, refresh } from '../../client/query.ts';
import type { Alert, Deed } from './model.ts';

/** Something that somebody has set in motion and that the API has not answered yet. */
export interface Doing {
  readonly deed: Deed;
  readonly since: string;
  /** When it is sent, in milliseconds: until then it can be taken back. Absent while it is on its way. */
  readonly sentAt?: number;
}

/** Time to think again about what cannot be undone. */
const grace = 5_000;
const cannotBeUndone: readonly Deed['kind'][] = ['resolve', 'escalate'];

/** What may be sent twice without harm is sent again when it did not get through. */
const mayBeRepeated: readonly Deed['kind'][] = ['accept', 'resolve', 'raise'];
const pauses = [1_000, 3_000];

/** How deeds are carried out. */
interface Carrier {
  readonly send: (id: number, deed: Deed) => Promise<Alert>;
  /** What the API has answered is known everywhere, then asked again. */
  readonly onDone: (alert: Alert | undefined) => void;
}

export interface DeedsUnderWay {
  readonly all: () => ReadonlyMap<number, Doing>;
  readonly onChange: (listener: () => void) => () => void;
  /**
   * Does something to an alert. What cannot be undone waits a few seconds in which `takeBack` works. Resolves when the API has answered,
   * undefined when it was taken back; rejects with the reason, and nothing has changed then.
   */
  readonly start: (id: number, deed: Deed, since: string) => Promise<Alert | undefined>;
  /** Takes back what was not sent yet. */
  readonly takeBack: (id: number) => void;
  /** Sends at once what waits: the window closes, or the phone goes to sleep. */
  readonly hurry: () => void;
}

/** What people have set in motion, until the API has answered. */
export function createDeeds({ send, onDone }: Carrier): DeedsUnderWay {
  let all: ReadonlyMap<number, Doing> = new Map();
  const waiting = new Map<number, { readonly go: () => void; readonly drop: () => void }>();
  const listeners = new Set<() => void>();

  function set(id: number, doing: Doing | undefined): void {
    const next = new Map(all);
    if (doing) next.set(id, doing);
    else next.delete(id);
    all = next;
    for (const listener of listeners) listener();
  }

  async function sendUntilThere(id: number, deed: Deed): Promise<Alert> {
    for (const pause of mayBeRepeated.includes(deed.kind) ? pauses : []) {
      try {
        return await send(id, deed);
      } catch (error) {
        if (!(error instanceof ApiError) || (error.status !== 0 && error.status < 500)) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    return send(id, deed);
  }

  async function carryOut(id: number, deed: Deed, since: string): Promise<Alert> {
    const doing = { deed, since };
    set(id, doing);
    let done: Alert | undefined;
    try {
      done = await sendUntilThere(id, deed);
      return done;
    } finally {
      // First what it has become, so that what it was does not show again.
      onDone(done);
      if (all.get(id) === doing) set(id, undefined);
    }
  }

  const takeBack = (id: number): void => waiting.get(id)?.drop();

  function start(id: number, deed: Deed, since: string): Promise<Alert | undefined> {
    takeBack(id);
    if (!cannotBeUndone.includes(deed.kind)) return carryOut(id, deed, since);
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        waiting.delete(id);
      };
      const go = () => {
        end();
        carryOut(id, deed, since).then(resolve, reject);
      };
      const drop = () => {
        end();
        set(id, undefined);
        resolve(undefined);
      };
      const timer = setTimeout(go, grace);
      waiting.set(id, { go, drop });
      set(id, { deed, since, sentAt: Date.now() + grace });
    });
  }

  return {
    all: () => all,
    onChange(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    start,
    takeBack,
    hurry() {
      for (const { go } of [...waiting.values()]) go();
    },
  };
}

/** Tells the API. The request outlives the page that sends it. */
export function send(id: number, deed: Deed): Promise<Alert> {
  const init = { params: { path: { id } }, keepalive: true };
  switch (deed.kind) {
    case 'accept':
      return answer(api.PUT('/alerts/{id}/accept', init));
    case 'resolve':
      return answer(api.PUT('/alerts/{id}/resolve', init));
    case 'raise':
      return answer(api.PUT('/alerts/{id}/raise', init));
    case 'snooze':
      return answer(api.PUT('/alerts/{id}/snooze', { ...init, body: { until: deed.until } }));
    case 'escalate': {
      const query = deed.level === undefined ? {} : { level: deed.level };
      return answer(api.PUT('/alerts/{id}/escalate', { ...init, params: { path: { id }, query } }));
    }
    case 'assign':
      return answer(
        api.PUT('/alerts/{id}/assign', { ...init, params: { path: { id }, query: { [deed.to.kind]: deed.to.id } } }),
      );
  }
}

interface Kept {
  readonly body: unknown;
}

/** Puts what the API has answered wherever the alert is shown, before anything is asked again. */
export function remember(alert: Alert): void {
  queries.setQueriesData<Kept>({ predicate: ({ queryKey: [path] }) => path === '/alerts' }, (kept) =>
    kept === undefined || !Array.isArray(kept.body)
      ? kept
      : { ...kept, body: kept.body.map((one: Alert) => (one.id === alert.id ? { ...one, ...alert } : one)) },
  );
}

/** The deeds of this window. */
export const deedsUnderWay = createDeeds({
  send,
  onDone(alert) {
    if (alert) remember(alert);
    void refresh('/alerts');
  },
});
if (typeof document !== 'undefined') {
  window.addEventListener('pagehide', deedsUnderWay.hurry);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && deedsUnderWay.hurry());
}
