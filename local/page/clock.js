import { control } from './control.js';
import { byId, dayOf, h, timeOf, whileBusy } from './dom.js';
import { state } from './state.js';

let moved = { now: null, at: 0 };

/** Draws the virtual time, and whether it runs by itself. */
export function drawClock() {
  const { now } = state;
  if (!now) return;
  if (now !== moved.now) moved = { now, at: performance.now() };
  const stands = performance.now() - moved.at > 2500;
  byId('now').dateTime = now;
  byId('now').replaceChildren(h('span', {}, timeOf(now)));
  byId('pace').textContent = `${dayOf(now)} · ${stands ? 'standing still' : 'running'}`;
}

/** Listens to the buttons that move time; `then` draws what came of it. */
export function startClock(then) {
  for (const button of document.querySelectorAll('[data-advance]')) {
    button.addEventListener('click', () => move(button, () => control.advance(Number(button.dataset.advance)), then));
  }
  byId('settle').addEventListener('click', (event) => move(event.currentTarget, () => control.settle(), then));
}

function move(button, work, then) {
  return whileBusy(button, async () => {
    byId('pace').textContent = 'working…';
    await work().catch((error) => then(error));
    await then();
  });
}
