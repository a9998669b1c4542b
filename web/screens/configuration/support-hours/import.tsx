import { useState } from 'preact/hooks';
import { type Api, answer, api } from '../../../client/api.ts';
import { refresh } from '../../../client/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field, SegmentField, SelectField, TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/states.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { type Status, statuses } from './exceptions.tsx';
import { supportWords } from './words.ts';

type Result = Api<'SupportHoursImport'>['import'];

/** Makes exceptions of a calendar, and tells what became of each event. */
export function ImportCalendar({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const text = useWords(supportWords);
  const common = useWords(commonWords);
  const [from, setFrom] = useState<'url' | 'file'>('url');
  const [url, setUrl] = useState('');
  const [calendar, setCalendar] = useState('');
  const [supportStatus, setStatus] = useState<Status>('OUTSIDE');
  const [result, setResult] = useState<Result>();
  const send = async () => {
    const read = await answer(
      api.POST('/support-hours/{id}/exceptions/import', {
        params: { path: { id } },
        body: { ...(from === 'url' ? { url } : { calendar }), supportStatus },
      }),
    );
    setResult(read.import);
    await refresh('/support-hours');
  };
  if (result)
    return (
      <Dialog title={text.result} onClose={onClose}>
        <Notice tone={result.unreadable > 0 ? 'warn' : 'ok'}>
          {[text.added(result.added), text.known(result.known), text.unreadable(result.unreadable)].join(' · ')}
        </Notice>
        {result.problems.length > 0 && (
          <ul class="stack tight">
            {result.problems.map(({ line, event, message }) => (
              <li key={line}>
                {text.line(line)}
                {event && (
                  <>
                    {' '}
                    “<bdi>{event}</bdi>”
                  </>
                )}
                : {message}
              </li>
            ))}
          </ul>
        )}
        <div class="buttons">
          <Button kind="primary" onClick={onClose}>
            {common.close}
          </Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={text.import} onClose={onClose}>
      <p>{text.importWhy}</p>
      <Form onSubmit={send} submit={text.import} onCancel={onClose}>
        <SegmentField<'url' | 'file'>
          label={text.import}
          hideLabel
          value={from}
          onInput={setFrom}
          options={[
            { value: 'url', text: text.fromAddress },
            { value: 'file', text: text.fromFile },
          ]}
        />
        {from === 'url' ? (
          <TextField type="url" label={text.address} name="url" value={url} onInput={setUrl} />
        ) : (
          <Field label={text.file} name="calendar">
            {(attributes) => (
              <input
                class="input"
                type="file"
                accept=".ics,text/calendar"
                {...attributes}
                onChange={async (event) => setCalendar((await event.currentTarget.files?.[0]?.text()) ?? '')}
              />
            )}
          </Field>
        )}
        <SelectField<Status>
          label={text.status}
          name="supportStatus"
          value={supportStatus}
          onInput={setStatus}
          options={statuses.map((value) => ({ value, text: text.statuses[value] }))}
        />
      </Form>
    </Dialog>
  );
}
