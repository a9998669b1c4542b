import { GitFork, Plus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { mayConfigure, useMe } from '../../../app/session.tsx';
import { useAll } from '../../../client/all.ts';
import { answer, api } from '../../../client/api.ts';
import { refresh } from '../../../client/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { List, Row, SearchField } from '../../../ui/list.tsx';
import { isMatch } from '../../../ui/match.ts';
import { Card, Page } from '../../../ui/page.tsx';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { toast } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { emptyFlow, sentOf } from './tree.ts';
import { flowWords } from './words.ts';

/** All event flows. */
export default function Flows() {
  const text = useWords(flowWords);
  const common = useWords(commonWords);
  const me = useMe();
  const [search, setSearch] = useState('');
  const [isAdding, setAdding] = useState(false);
  const { items, error, reload } = useAll('/event-flows');
  const add = mayConfigure(me) && (
    <Button kind="primary" icon={<Plus aria-hidden="true" />} onClick={() => setAdding(true)}>
      {text.add}
    </Button>
  );
  const found = items?.filter(({ name, teams }) => isMatch(search, name, ...teams.map((team) => team.name)));
  return (
    <Page
      title={text.title}
      lead={text.lead}
      actions={add}
      crumbs={[{ href: '/configuration', text: text.configuration }]}
    >
      {found === undefined ? (
        error === undefined ? (
          <Loading />
        ) : (
          <Failure error={error} retry={reload} />
        )
      ) : items?.length === 0 ? (
        <Card>
          <Empty icon={<GitFork aria-hidden="true" />} title={text.none} actions={add}>
            {text.noneWhy}
          </Empty>
        </Card>
      ) : (
        <>
          <div class="row">
            <SearchField label={text.search} value={search} onInput={setSearch} />
          </div>
          <Card flush>
            {found.length === 0 ? (
              <Empty title={common.nothingFound} />
            ) : (
              <List>
                {found.map(({ id, name, teams }) => (
                  <Row key={id} href={`/configuration/flows/${id}`} title={name}>
                    {teams.map((team) => team.name ?? `#${team.id}`).join(', ')}
                  </Row>
                ))}
              </List>
            )}
          </Card>
        </>
      )}
      {isAdding && <NewFlow onClose={() => setAdding(false)} />}
    </Page>
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
