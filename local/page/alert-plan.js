import { h, lengthOf, timeOf } from './dom.js';
import { state } from './state.js';

/** Who was told of an alert, on which level it is, and who is next and when. */
export function planOf(alert, { status }) {
  if (!alert) return null;
  const { responders = [], escalationPolicy } = alert;
  const waits = status === 'RUNNING' && alert.status === 'PENDING';
  return h(
    'dl',
    { class: 'plan' },
    row('Told', responders.length > 0 ? responders.map(toldOf) : 'nobody yet'),
    waits ? row('Level', [levelOf(alert), escalationPolicy ? ` of ${escalationPolicy.name}` : '']) : null,
    waits ? row('Next', nextOf(alert)) : null,
  );
}

const row = (name, value) => [h('dt', {}, name), h('dd', {}, value)];

const nameOf = ({ firstName, lastName }) => [firstName, lastName].filter(Boolean).join(' ');

const toldOf = ({ user, status }, position) => [
  position > 0 ? ', ' : '',
  h('strong', {}, nameOf(user)),
  status === 'ACCEPTED' ? ' (accepted)' : '',
];

/** The level before the next one; the last one when the next is the first again, or there is none. */
function levelOf({ escalationRules = [], nextEscalationRuleIndex, responders = [] }) {
  if (responders.length === 0 && nextEscalationRuleIndex === 0) return 'none yet';
  return `${nextEscalationRuleIndex || escalationRules.length} of ${escalationRules.length}`;
}

function nextOf({ nextEscalation, nextEscalationUser, nextEscalationRuleIndex, escalationRules = [] }) {
  if (!nextEscalation) return 'nobody; this is the last level';
  const rule = escalationRules[nextEscalationRuleIndex ?? -1];
  const who = nextEscalationUser ? nameOf(nextEscalationUser) : 'nobody on call';
  const others = rule ? rule.users.length + rule.schedules.length + (rule.teams?.length ?? 0) - 1 : 0;
  const left = Date.parse(nextEscalation) - Date.parse(state.now);
  return [
    h('strong', {}, who),
    others > 0 ? ` and ${others} more` : '',
    ' at ',
    h('time', { datetime: nextEscalation }, timeOf(nextEscalation)),
    left > 0 ? `, in ${lengthOf(left)}` : ', now',
  ];
}
