import { control } from './control.js';
import { byId, h, whileBusy } from './dom.js';

/** Listens to the form that breaks calls and the button that mends them. */
export function startFaults() {
  const form = byId('fault-form');
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { count, ...values } = Object.fromEntries(new FormData(form));
    const fault = {
      ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')),
      count: Number(count),
    };
    whileBusy(event.submitter, () => tell(() => control.addFault(fault), `${fault.action} will break.`));
  });
  byId('clear-faults').addEventListener('click', (event) => {
    whileBusy(event.currentTarget, () => tell(() => control.clearFaults(), 'Everything works again.'));
  });
}

async function tell(work, words) {
  try {
    await work();
    byId('fault-news').textContent = words;
  } catch (error) {
    byId('fault-news').textContent = error.message;
  }
  await drawFaults();
}

/** Draws what is broken at the moment, where the control surface tells. */
export async function drawFaults() {
  const answer = await control.faults().catch(() => null);
  const faults = Array.isArray(answer) ? answer : (answer?.faults ?? []);
  byId('fault-list').replaceChildren(
    ...faults.map((fault) => {
      const { service, action, kind, count, rate, remaining = count } = fault;
      const where = `${fault.function ? `${fault.function}: ` : ''}${service} ${action}`;
      return h('li', {}, `${where}: ${kind}${rate ? `, ${rate * 100} % of calls` : `, ${remaining ?? '?'} more`}`);
    }),
  );
}
