import { Undo2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { mayConfigure, useMe } from '../../../app/session.tsx';
import { api } from '../../../client/api.ts';
import { useGet } from '../../../client/query.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Tabs } from '../../../ui/list.tsx';
import { Page } from '../../../ui/page.tsx';
import { PickManyField } from '../../../ui/pick.tsx';
import { Badge, Failure, Loading, Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { EventExplorer } from '../events/explorer.tsx';
import { Conflict } from '../framework/conflict.tsx';
import { differences } from '../framework/differences.ts';
import { RemoveButton } from '../framework/remove.tsx';
import { useUnsaved } from '../framework/unsaved.ts';
import { DryRun } from './dry-run.tsx';
import { Entries } from './entries.tsx';
import { nodesOf } from './tree.ts';
import { TreeEditor } from './tree-editor.tsx';
import { type Flow, type FlowDraft, useFlow } from './use-flow.ts';
import { useProblems } from './use-problems.ts';
import { flowWords } from './words.ts';
import './flows.css';

/** A flow: its tree, the events that came, and where they come in. */
export default function FlowScreen() {
  const text = useWords(flowWords);
  const { id: param = '', part = '' } = useRoute().params;
  const { query } = useLocation();
  const id = Number(param);
  const { data, etag, error, reload } = useGet('/event-flows/{id}', { params: { path: { id } } }, { every: 15_000 });
  const disabled = !mayConfigure(useMe());
  const here = `/configuration/flows/${param}`;
  const waiting = `${here}/events?outcome=WAITING`;
  return (
    <Page
      title={data?.name ?? text.one}
      width="wide"
      crumbs={[{ href: '/configuration/flows', text: text.title }]}
      actions={data && !disabled && <DeleteFlow id={id} name={data.name} />}
    >
      <Tabs
        label={text.parts}
        current={part === '' ? here : query.outcome === 'WAITING' ? waiting : `${here}/${part}`}
        tabs={[
          { href: here, text: text.flow },
          { href: `${here}/entries`, text: text.entries },
          { href: `${here}/events`, text: text.events },
          { href: waiting, text: text.waiting },
        ]}
      />
      {part === 'events' ? (
        <EventExplorer key={query.outcome} of={{ kind: 'flow', id }} />
      ) : part === 'entries' ? (
        <Entries flowId={id} disabled={disabled} />
      ) : data === undefined ? (
        error === undefined ? (
          <Loading />
        ) : (
          <Failure error={error} retry={reload} />
        )
      ) : (
        <Editor key={id} flow={data} etag={etag} disabled={disabled} />
      )}
    </Page>
  );
}

interface EditorProps {
  readonly flow: Flow;
  readonly etag: string | undefined;
  readonly disabled: boolean;
}

/** The way of an event through a tree. */
interface Way {
  readonly root: FlowDraft['root'];
  readonly keys: ReadonlySet<number>;
}

/** What of a flow is compared with what somebody else has saved. */
const compared = ({ name, teams, root }: FlowDraft) => ({
  name,
  teams,
  steps: [...nodesOf(root)].map(
    (node) => `${node.name ?? node.nodeType} ${node.metadata ? JSON.stringify(node.metadata) : ''}`,
  ),
});

function Editor({ flow, etag, disabled }: EditorProps) {
  const text = useWords(flowWords);
  const { draft, isDirty, mayUndo, change, undo, save, conflict, takeTheirs, overwrite } = useFlow(flow, etag);
  const problems = useProblems(draft.root);
  const [way, setWay] = useState<Way>();
  useUnsaved(isDirty);
  return (
    <div class={isDirty ? 'flows-editor dirty' : 'flows-editor'}>
      <Form
        onSubmit={save}
        submit={text.save}
        disabled={disabled || !isDirty}
        more={
          <>
            {isDirty && <Badge tone="warn">{text.unsaved}</Badge>}
            {mayUndo && (
              <Button size="small" icon={<Undo2 aria-hidden="true" />} onClick={undo}>
                {text.undo}
              </Button>
            )}
            {problems !== undefined && problems.length > 0 && (
              <Badge tone="bad">{text.problems(problems.length)}</Badge>
            )}
          </>
        }
      >
        {disabled && <Notice>{text.notEditable}</Notice>}
        {conflict && (
          <Conflict
            refusal={conflict.refusal}
            differences={differences(compared(conflict.theirs.draft), compared(draft))}
            fields={{ name: text.name, teams: text.teams, steps: text.flow }}
            onTake={takeTheirs}
            onOverwrite={overwrite}
          />
        )}
        <div class="columns">
          <TextField
            label={text.name}
            name="name"
            disabled={disabled}
            value={draft.name}
            onInput={(name) => change({ name })}
          />
          <PickManyField
            kind="teams"
            label={text.teams}
            name="teams"
            optional
            disabled={disabled}
            value={draft.teams}
            onInput={(teams) => change({ teams })}
          />
        </div>
        <TreeEditor
          root={draft.root}
          disabled={disabled}
          problems={problems ?? []}
          // What is edited on has not been tried.
          way={way?.root === draft.root ? way.keys : undefined}
          onChange={(root) => change({ root })}
        />
      </Form>
      <DryRun
        id={flow.id}
        root={draft.root}
        isDirty={isDirty}
        onWay={(keys) => setWay(keys && { root: draft.root, keys })}
      />
    </div>
  );
}

function DeleteFlow({ id, name }: { readonly id: number; readonly name: string }) {
  const text = useWords(flowWords);
  const { route } = useLocation();
  return (
    <RemoveButton
      name={name}
      why={text.deleteWhy}
      paths={['/event-flows', '/event-flow-integrations']}
      remove={() => api.DELETE('/event-flows/{id}', { params: { path: { id } } })}
      onRemoved={() => route('/configuration/flows')}
    >
      {text.delete}
    </RemoveButton>
  );
}
