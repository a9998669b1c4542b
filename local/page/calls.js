import { byId, h } from './dom.js';
import { state } from './state.js';

const shownCalls = 200;

/** Draws the latest AWS calls that the filter lets through. */
export function drawCalls() {
  const form = new FormData(byId('call-filter'));
  const words = String(form.get('text') ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean);
  const onlyTrouble = form.get('trouble') !== null;
  const matching = state.requests.filter((request) => {
    if (onlyTrouble && !isTrouble(request)) return false;
    const line = `${request.function} ${request.service} ${request.action} ${request.status}`.toLowerCase();
    return words.every((word) => line.includes(word));
  });
  byId('call-count').textContent = `${matching.length} of the latest ${state.requests.length}`;
  byId('call-count').hidden = state.requests.length === 0;
  byId('call-rows').replaceChildren(...matching.slice(-shownCalls).reverse().map(rowOf));
  suggest(
    'known-functions',
    state.requests.map((request) => request.function),
  );
  suggest(
    'known-actions',
    state.requests.map(({ action }) => action),
  );
}

/** Draws again when the filter changes. */
export function startCalls() {
  byId('call-filter').addEventListener('input', drawCalls);
  byId('call-filter').addEventListener('submit', (event) => event.preventDefault());
}

const isTrouble = ({ status, allowed }) => !allowed || status === 0 || status >= 400;

function rowOf(request) {
  const { seq, service, action, status, allowed } = request;
  const answer = !allowed ? `${status} refused by the role` : status === 0 ? 'connection dropped' : String(status);
  return h(
    'tr',
    { class: isTrouble(request) ? 'failed' : null },
    h('td', {}, String(seq)),
    h('td', {}, request.function),
    h('td', {}, service),
    h('td', {}, action),
    h('td', {}, answer),
  );
}

function suggest(id, values) {
  const known = [...new Set(values)].sort();
  const list = byId(id);
  if (list.childElementCount !== known.length) list.replaceChildren(...known.map((value) => h('option', { value })));
}
