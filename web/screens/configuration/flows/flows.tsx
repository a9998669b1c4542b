import { GitFork, Plus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { mayConfigure } from '../../../app/session.tsx';
import { useAll } from '../../../client/all.ts';
import { type Api, answer, api } from '../../../client/api.ts';
import { refresh } from '../../../client/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { toast } from '../../../ui/toast.tsx';
import { useWords } from '../../../words/language.tsx';
import { ListPage } from '../framework/list.tsx';
import type { Listed } from '../framework/resource.ts';
import { emptyFlow, sentOf } from './tree.ts';
import { flowWords } from './words.ts';

const flows: Listed<Api<'EventFlow'>> = {
  place: 'flows',
  words: flowWords,
  Icon: GitFork,
  useList: () => useAll('/event-flows'),
  titleOf: ({ name }) => name,
  searchedOf: ({ teams }) => teams.map(({ name }) => name),
  Note: ({ item }) => <>{item.teams.map(({ id, name }) => name ?? `#${id}`).join(', ')}</>,
  mayWrite: mayConfigure,
};

/** All event flows. */
export default function Flows() {
  const text = useWords(flowWords);
  const [isAdding, setAdding] = useState(false);
  const add = (
    <Button kind="primary" icon={<Plus aria-hidden="true" />} onClick={() => setAdding(true)}>
      {text.add}
    </Button>
  );
  return (
    <ListPage of={flows} add={add}>
      {isAdding && <NewFlow onClose={() => setAdding(false)} />}
    </ListPage>
  );
}

function NewFlow({ onClose }: { readonly onClose: () => void }) {
  const text = useWords(flowWords);
  const { route } = useLocation();
  const [name, setName] = useState('');
  async function create() {
    const { id } = await answer(api.POST('/event-flows', { body: { name, root: sentOf(emptyFlow) } }));
    await refresh('/event-flows');
    toast({ text: text.created(name) });
    route(`/configuration/flows/${id}`);
  }
  return (
    <Dialog title={text.newTitle} onClose={onClose}>
      <Form onSubmit={create} submit={text.create} onCancel={onClose}>
        <TextField label={text.name} name="name" value={name} onInput={setName} />
      </Form>
    </Dialog>
  );
}
