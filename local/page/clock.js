import { control } from './control.js';
import { byId, dayOf, h, timeOf, whileBusy, zoneOf } from './dom.js';
import { state } from './state.js';

/** Draws the virtual time, and whether it runs by itself. */
export function drawClock() {
  const { now, running } = state;
  if (!now) return;
  byId('now').dateTime = now;
  byId('now').replaceChildren(h('span', {}, timeOf(now)), h('span', { class: 'zone' }, ` ${zoneOf(now)}`));
  byId('pace').textContent = `${dayOf(now)} · ${running ? 'running' : 'standing still'}`;
  byId('run').textContent = running ? 'Stop' : 'Run';
  byId('run').title = running ? 'Time stands still' : 'Time passes by itself again';
}

/** Listens to the buttons that move time; `then` draws what came of it. */
export function startClock(then) {
  for (const button of document.querySelectorAll('[data-advance]')) {
    button.addEventListener('click', () => move(button, () => control.advance(Number(button.dataset.advance)), then));
  }
  byId('run').addEventListener('click', (event) =>
    move(event.currentTarget, () => (state.running ? control.advance(0) : control.run()), then),
  );
  byId('settle').addEventListener('click', (event) => move(event.currentTarget, () => control.settle(), then));
}

function move(button, work, then) {
  return whileBusy(button, async () => {
    byId('pace').textContent = 'working…';
    await work().catch((error) => then(error));
    await then();
  });
}
