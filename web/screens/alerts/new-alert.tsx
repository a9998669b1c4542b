import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { answer, api } from '../../client/api.ts';
import { refresh } from '../../client/query.ts';
import { SegmentField, TextArea, TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { PickField, PickManyField } from '../../ui/pick.tsx';
import type { Reference } from '../../ui/references.ts';
import { useWords } from '../../words/language.tsx';
import { newAlertWords } from './new-alert-words.ts';

/** Somebody has seen something that no tool has: an alert by hand. */
export default function NewAlert() {
  const text = useWords(newAlertWords);
  const { route } = useLocation();
  const [summary, setSummary] = useState('');
  const [details, setDetails] = useState('');
  const [priority, setPriority] = useState<'HIGH' | 'LOW'>('HIGH');
  const [source, setSource] = useState<Reference>();
  const [policy, setPolicy] = useState<Reference>();
  const [responders, setResponders] = useState<readonly Reference[]>([]);
  const [link, setLink] = useState('');

  async function create() {
    const alert = await answer(
      api.POST('/alerts', {
        body: {
          summary,
          priority,
          alertSource: { id: source?.id ?? 0 },
          ...(details !== '' && { details }),
          ...(policy && { escalationPolicy: { id: policy.id } }),
          ...(responders.length > 0 && { responders: responders.map(({ id }) => ({ user: { id } })) }),
          ...(link !== '' && { links: [{ href: link }] }),
        },
      }),
    );
    void refresh('/alerts');
    route(`/alerts/${alert.id}`);
  }

  return (
    <Page title={text.title} lead={text.lead} crumbs={[{ href: '/alerts', text: text.alerts }]} width="narrow">
      <Card>
        <Form
          submit={text.create}
          disabled={source === undefined || summary.trim() === ''}
          onCancel={() => history.back()}
          onSubmit={create}
        >
          <TextField label={text.summary} name="summary" value={summary} maxLength={1000} onInput={setSummary} />
          <TextArea label={text.details} name="details" optional value={details} onInput={setDetails} />
          <PickField
            kind="sources"
            label={text.source}
            name="alertSource"
            hint={text.sourceHint}
            value={source}
            onInput={setSource}
          />
          <SegmentField
            label={text.priority}
            name="priority"
            value={priority}
            options={[
              { value: 'HIGH', text: text.high },
              { value: 'LOW', text: text.low },
            ]}
            onInput={setPriority}
          />
          <PickField
            kind="policies"
            label={text.policy}
            name="escalationPolicy"
            hint={text.policyHint}
            optional
            value={policy}
            onInput={setPolicy}
          />
          <PickManyField
            kind="users"
            label={text.responders}
            name="responders"
            hint={text.respondersHint}
            optional
            value={responders}
            onInput={setResponders}
          />
          <TextField label={text.link} name="links" type="url" optional value={link} onInput={setLink} />
        </Form>
      </Card>
    </Page>
  );
}
