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

let all: ReadonlyMap<number, Doing> = new Map();
const waiting = new Map<number, { readonly timer: ReturnType<typeof setTimeout>; readonly send: () => void }>();
const listeners = new Set<() => void>();

function set(id: number, doing: Doing | undefined): void {
  const next = new Map(all);
  if (doing) next.set(id, doing);
  else next.delete(id);
  all = next;
  for (const listener of listeners) listener();
}

export const doings = (): ReadonlyMap<number, Doing> => all;

export function onDoings(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
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

/**
 * Does something to an alert. It shows at once (`foreseen`); what cannot be undone waits a few seconds in which `takeBack` works.
 * Resolves when the API has answered, undefined when it was taken back; rejects with the reason, and nothing has changed then.
 */
export function start(id: number, deed: Deed, now: string): Promise<Alert | undefined> {
  takeBack(id);
  if (!cannotBeUndone.includes(deed.kind)) return carryOut(id, deed, now);
  return new Promise((resolve, reject) => {
    const go = () => {
      waiting.delete(id);
      carryOut(id, deed, now).then(resolve, reject);
    };
    waiting.set(id, { timer: setTimeout(go, grace), send: go });
    taken.set(id, () => resolve(undefined));
    set(id, { deed, since: now, sentAt: Date.now() + grace });
  });
}

const taken = new Map<number, () => void>();

/** Takes back what was not sent yet. */
export function takeBack(id: number): void {
  const one = waiting.get(id);
  if (one === undefined) return;
  clearTimeout(one.timer);
  waiting.delete(id);
  set(id, undefined);
  taken.get(id)?.();
}

/** Sends at once what waits: the window closes, or the phone goes to sleep. */
function hurry(): void {
  for (const { timer, send: go } of waiting.values()) {
    clearTimeout(timer);
    go();
  }
}
if (typeof document !== 'undefined') {
  window.addEventListener('pagehide', hurry);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && hurry());
}

async function carryOut(id: number, deed: Deed, since: string): Promise<Alert> {
  const doing = { deed, since };
  set(id, doing);
  try {
    const alert = await sendUntilThere(id, deed);
    remember(alert);
    return alert;
  } finally {
    if (all.get(id) === doing) set(id, undefined);
    void refresh('/alerts');
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
