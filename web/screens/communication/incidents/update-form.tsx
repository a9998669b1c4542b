import { useState } from 'preact/hooks';
import { type Api, answer, api } from '../../../client/api.ts';
import type { ApiError } from '../../../client/error.ts';
import { refresh } from '../../../client/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Card } from '../../../ui/page.tsx';
import { Notice } from '../../../ui/states.tsx';
import { toast } from '../../../ui/toast.tsx';
import { useWords } from '../../../words/language.tsx';
import { Conflict, isConflict } from '../parts.tsx';
import { type Draft, type IncidentStatus, nextDraft, saidBy, updateBody } from './draft.ts';
import { Forecast, reachOf, useForecast } from './forecast.tsx';
import { SaidFields } from './said-fields.tsx';
import { incidentWords } from './words.ts';

interface UpdateFormProps {
  /** The incident as it was when somebody began to write. */
  readonly began: {
    readonly incident: Api<'Incident'>;
    readonly etag: string | undefined;
    readonly status: IncidentStatus;
  };
  /** As it is now. */
  readonly current: Api<'Incident'>;
  readonly onClose: () => void;
  readonly onReload: () => unknown;
}

/** What is said next of an incident; what others have said meanwhile is not written over unseen. */
export function UpdateForm({ began: { incident, etag, status }, current, onClose, onReload }: UpdateFormProps) {
  const text = useWords(incidentWords);
  const [draft, setDraft] = useState<Draft>(() => nextDraft(incident, status));
  const [conflict, setConflict] = useState<ApiError>();
  const said = saidBy(draft, { services: [] });
  const foreseen = useForecast(draft.affected, incident.id);
  const reach = reachOf(foreseen);
  const post = async (ifMatch: string | undefined) => {
    setConflict(undefined);
    try {
      await answer(
        api.PUT('/incidents/{id}', {
          params: { path: { id: incident.id } },
          body: updateBody(draft),
          ...(ifMatch !== undefined && { headers: { 'if-match': ifMatch } }),
        }),
      );
    } catch (error) {
      if (!isConflict(error)) throw error;
      setConflict(error);
      return;
    }
    await refresh('/incidents', '/services', '/status-pages');
    toast({ text: text.posted });
    onClose();
  };
  const submit = said.sendNotification ? (reach ? text.postAndTell(reach) : text.post) : text.postQuietly;
  const isChanged = current.updatedAt !== incident.updatedAt && conflict === undefined;
  return (
    <Card title={text.postUpdate} class="incidents-update">
      <Form
        onSubmit={() => post(etag)}
        submit={submit}
        onCancel={onClose}
        more={
          incident.message ? (
            <Button kind="quiet" size="small" onClick={() => setDraft({ ...draft, message: incident.message ?? '' })}>
              {text.copyPrevious}
            </Button>
          ) : undefined
        }
      >
        {isChanged && (
          <Notice tone="warn" live>
            {text.changedMeanwhile}
          </Notice>
        )}
        {conflict && <Conflict error={conflict} onTakeTheirs={onReload} onSaveMine={() => post(undefined)} />}
        <SaidFields draft={draft} said={said} onInput={setDraft} />
        <Forecast foreseen={foreseen} notifies={said.sendNotification} hasServices={draft.affected.length > 0} />
      </Form>
    </Card>
  );
}
