import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { refresh } from '../client/query.ts';
import { toast } from '../ui/toast.tsx';
import { commonWords } from '../words/common.ts';
import { useWords } from '../words/language.tsx';
import { shellWords } from './words.ts';

/** An edition that is looked for again while a window stays open for days. */
const lookEvery = 60 * 60_000;

/** The worker, once the page has what it needs; undefined where a browser has none, or lets none in. */
export async function registeredWorker(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator)) return undefined;
  try {
    return (await navigator.serviceWorker.register('/worker.js')) as ServiceWorkerRegistration | undefined;
  } catch {
    return undefined;
  }
}

/** Calls back when a new edition waits; never for the first one that a browser gets. */
function whenNewer(registration: ServiceWorkerRegistration, tell: (worker: ServiceWorker) => void): void {
  const watch = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller !== null) tell(worker);
    });
  if (registration.waiting !== null && navigator.serviceWorker.controller !== null) tell(registration.waiting);
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
}

/** The new edition takes over, and only the window where somebody has said so is loaded anew. */
function takeOver(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
  worker.postMessage('take-over');
}

/** Registers the worker that shows pushes and keeps the console for when there is no network; offers new editions, and goes where a notification leads. */
export function useWorker(userId: number): void {
  const { route } = useLocation();
  const text = useWords(shellWords);
  const { reload } = useWords(commonWords);
  useEffect(() => {
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
    const told = ({ data }: MessageEvent<{ readonly type?: string; readonly path?: string } | undefined>) => {
      if (data?.type === 'go' && data.path?.startsWith('/')) route(data.path);
      if (data?.type === 'answered') void refresh('/alerts');
    };
    navigator.serviceWorker.addEventListener('message', told);
    let timer: ReturnType<typeof setInterval> | undefined;
    const start = async () => {
      const registration = await registeredWorker();
      if (registration === undefined) return;
      whenNewer(registration, (worker) =>
        toast({ text: text.newVersion, stays: true, action: { text: reload, run: () => takeOver(worker) } }),
      );
      const { keepPushOn } = await import('../push/push.ts');
      // A browser that does not let itself be registered says so under Me.
      await keepPushOn(userId).catch(() => undefined);
      timer = setInterval(() => void registration.update().catch(() => undefined), lookEvery);
    };
    // What the screen needs comes first.
    const whenIdle: (work: () => void, options: IdleRequestOptions) => number =
      window.requestIdleCallback ?? ((work) => window.setTimeout(work, 1_000));
    const waiting = whenIdle(() => void start(), { timeout: 2_000 });
    return () => {
      (window.cancelIdleCallback ?? clearTimeout)(waiting);
      clearInterval(timer);
      navigator.serviceWorker.removeEventListener('message', told);
    };
  }, [userId]);
}

/** Forgets what was kept for when there is no network: another person may sign in next. */
export async function forgetKept(): Promise<void> {
  if ('caches' in window) await caches.delete('tocsin-kept');
}
