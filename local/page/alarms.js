import { control } from './control.js';
import { byId, h, timeOf } from './dom.js';

let isAbsent = false;

/** Draws the alarms, where the local cloud watches them; the panel stays away where it does not. */
export async function drawAlarms() {
  if (isAbsent) return;
  const answer = await control.alarms().catch((error) => {
    isAbsent = error.status === 404;
    return null;
  });
  const alarms = Array.isArray(answer) ? answer : (answer?.alarms ?? []);
  byId('alarms').hidden = alarms.length === 0;
  byId('alarms-link').hidden = alarms.length === 0;
  const ringing = alarms.filter(({ state }) => state === 'ALARM');
  byId('alarms-link').textContent = ringing.length > 0 ? `Alarms (${ringing.length})` : 'Alarms';
  const sorted = [...alarms].sort((left, right) => rank(left) - rank(right) || left.name.localeCompare(right.name));
  byId('alarm-list').replaceChildren(...sorted.map(drawAlarm));
}

/** What follows `tocsin-<stage>-`. */
const shortName = (name) => name.replace(/^tocsin-[a-z0-9]+-/, '').replaceAll('-', ' ');

const rank = ({ state }) => ['ALARM', 'OK', 'INSUFFICIENT_DATA'].indexOf(state);

function drawAlarm({ name, state, impact, reason, since }) {
  const words = { ALARM: 'ringing', OK: 'quiet', INSUFFICIENT_DATA: 'no data yet' };
  return h(
    'li',
    { class: `alarm ${state === 'ALARM' ? 'ringing' : ''}` },
    h('span', { class: `pill ${state === 'ALARM' ? 'failed' : 'succeeded'}` }, words[state] ?? state),
    h('strong', { title: `${name}: ${reason ?? ''}` }, shortName(name)),
    since && state === 'ALARM' ? h('time', { datetime: since, class: 'faint' }, timeOf(since)) : null,
    impact ? h('p', { class: 'faint' }, impact) : null,
  );
}
