import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { useAll } from '../../../client/all.ts';
import { answer, api } from '../../../client/api.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { Form } from '../../../ui/form.tsx';
import { Card, Page } from '../../../ui/page.tsx';
import { PickField } from '../../../ui/pick.tsx';
import { Notice } from '../../../ui/states.tsx';
import { toast } from '../../../ui/toast.tsx';
import { useWords } from '../../../words/language.tsx';
import { base, useCrumbs } from '../parts.tsx';
import { type Draft, newIncidentBody, type Occasion, saidBy, withServices } from './draft.ts';
import { Forecast, reachOf, useForecast } from './forecast.tsx';
import { Preview, SaidFields } from './said-fields.tsx';
import { incidentWords } from './words.ts';
import './incidents.css';

/**
 * Something is wrong: what is said of it, to whom, and how it will look. `?alert=` links an alert, `?services=` and `?template=` begin
 * with some.
 */
export default function WriteIncident() {
  const text = useWords(incidentWords);
  const crumbs = useCrumbs('incidents');
  const { route } = useLocation();
  const { draft, setDraft, occasion } = useDraft();
  const said = saidBy(draft, occasion);
  const foreseen = useForecast(draft.affected);
  const reach = reachOf(foreseen);
  const publish = async () => {
    const { id } = await answer(api.POST('/incidents', { body: newIncidentBody(draft, occasion) }));
    await refresh('/incidents', '/services', '/status-pages', '/alerts');
    toast({ text: text.published });
    route(`${base}/incidents/${id}`);
  };
  const submit = said.sendNotification ? (reach ? text.publishAndTell(reach) : text.publish) : text.publishQuietly;
  return (
    <Page title={text.write} width="wide" crumbs={crumbs}>
      <div class="communication-split">
        <Card>
          <Form onSubmit={publish} submit={submit} onCancel={() => window.history.back()}>
            {occasion.alert && (
              <Notice
                title={
                  <>
                    {text.fromAlert}: <a href={`/alerts/${occasion.alert.id}`}>{occasion.alert.summary}</a>
                  </>
                }
              >
                {text.fromAlertWhy}
              </Notice>
            )}
            <TemplateField draft={draft} onInput={setDraft} />
            <SaidFields draft={draft} said={said} onInput={setDraft} />
          </Form>
        </Card>
        <div class="stack incidents-side">
          <Forecast foreseen={foreseen} notifies={said.sendNotification} hasServices={draft.affected.length > 0} />
          <Preview draft={draft} said={said} />
        </div>
      </div>
    </Page>
  );
}

/** What the address begins with stays until somebody says something else. */
function useDraft() {
  const { query } = useRoute();
  const [written, setDraft] = useState<Draft>();
  const alertId = query.alert;
  const { data: alert } = useGet(
    '/alerts/{id}',
    { params: { path: { id: alertId ?? 0 } } },
    { enabled: alertId !== undefined },
  );
  const services = useAll('/services').items ?? [];
  const templates = useAll('/incident-templates', {}, { enabled: query.template !== undefined }).items;
  const template = templates?.find(({ id }) => String(id) === query.template);
  const wanted = query.services?.split(',').map(Number) ?? alert?.services.map(({ id }) => id) ?? [];
  const named = wanted.map((id) => services.find((one) => one.id === id) ?? { id });
  const begun = withServices({ affected: [], ...(template && { template }) }, named);
  const occasion: Occasion = { services, alert };
  return { draft: written ?? begun, setDraft, occasion };
}

function TemplateField({ draft, onInput }: { readonly draft: Draft; readonly onInput: (draft: Draft) => void }) {
  const text = useWords(incidentWords);
  const templates = useAll('/incident-templates').items;
  return (
    <PickField
      kind="incidentTemplates"
      label={text.template}
      name="templateId"
      hint={text.templateHint}
      optional
      value={draft.template}
      onInput={(chosen) => {
        const { template: _former, ...rest } = draft;
        const template = templates?.find(({ id }) => id === chosen?.id);
        onInput({ ...rest, ...(template && { template }) });
      }}
    />
  );
}
