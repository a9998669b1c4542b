/** A file that cannot be had at all must not make a page turn in circles. */
const notAgainFor = 60_000;
const note = 'tocsin.reloaded';

/** Whether a page whose files are gone is loaded anew: not when it just was, and not without a network, where it would be worse off. */
export const mayReload = (reloadedAt: string | null, now: number, isOnline: boolean): boolean =>
  isOnline && !(now - Number(reloadedAt ?? Number.NaN) < notAgainFor);

/** A tab that was opened before a deploy and asks for a part that is gone by now is loaded anew, and gets the parts of now. */
export function reloadWhenLeftBehind(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const now = Date.now();
    if (!mayReload(sessionStorage.getItem(note), now, navigator.onLine)) return;
    event.preventDefault();
    sessionStorage.setItem(note, String(now));
    window.location.reload();
  });
}
