import { api } from './control.js';
import { byId, h, whileBusy } from './dom.js';

/** Opens the dialog that sends an event to an alert source, as monitoring would. */
export function startTestAlert(then) {
  const dialog = byId('alert-dialog');
  const form = byId('alert-form');
  byId('open-alert').addEventListener('click', async () => {
    dialog.showModal();
    await offerSources(form.elements.source).catch((error) => complain(error.message));
  });
  byId('cancel-alert').addEventListener('click', () => dialog.close());
  for (const sample of dialog.querySelectorAll('.samples button')) {
    sample.addEventListener('click', () => {
      form.elements.summary.value = sample.textContent;
      form.elements.summary.focus();
    });
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    whileBusy(event.submitter, async () => {
      try {
        await send(form);
        dialog.close();
        await then();
      } catch (error) {
        complain(error.message);
      }
    });
  });
}

async function offerSources(select) {
  const sources = (await api.alertSources()).filter(({ integrationKey }) => integrationKey);
  complain(
    sources.length === 0 ? 'There is no alert source yet: start with --seed demo, or create one over the API.' : null,
  );
  select.replaceChildren(...sources.map(({ name, integrationKey }) => h('option', { value: integrationKey }, name)));
}

function send(form) {
  const { summary, source, priority } = Object.fromEntries(new FormData(form));
  const event = { integrationKey: source, eventType: 'ALERT', summary };
  return api.postEvent(priority === '' ? event : { ...event, priority });
}

function complain(words) {
  const problem = byId('alert-problem');
  problem.hidden = words === null;
  problem.textContent = words ?? '';
}
