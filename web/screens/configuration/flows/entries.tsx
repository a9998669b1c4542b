import { Plus, Send, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useAction } from '../../../client/action.ts';
import { useAll } from '../../../client/all.ts';
import { type Api, answer, api, type Paths } from '../../../client/api.ts';
import { wasLate } from '../../../client/late.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { CodeBlock } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { ChoiceField, PickField } from '../../../ui/pick.tsx';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { toast } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { SendTest } from '../events/send-test.tsx';
import { useRemove } from '../framework/remove.tsx';
import { frameworkWords } from '../framework/words.ts';
import { ToolIcon } from '../sources/tool-icon.tsx';
import { isMail, isText, slugOf } from '../sources/tools.ts';
import { nameOfType, useTools } from '../sources/use-tools.ts';
import { flowWords } from './words.ts';

type Entry = Api<'FlowIntegration'>;
type EntryType =
  Paths['/event-flow-integrations']['post']['requestBody']['content']['application/json']['integrationType'];

/** Where tools send what is to go through this flow. */
export function Entries({ flowId, disabled }: { readonly flowId: number; readonly disabled: boolean }) {
  const text = useWords(flowWords);
  const { items, error, reload } = useAll('/event-flow-integrations', { 'event-flow': String(flowId) });
  const [isAdding, setAdding] = useState(false);
  const add = !disabled && (
    <Button kind="primary" icon={<Plus aria-hidden="true" />} onClick={() => setAdding(true)}>
      {text.addEntry}
    </Button>
  );
  return (
    <div class="stack">
      {items === undefined ? (
        error === undefined ? (
          <Loading />
        ) : (
          <Failure error={error} retry={reload} />
        )
      ) : items.length === 0 ? (
        <Card>
          <Empty title={text.noEntries} actions={add}>
            {text.noEntriesWhy}
          </Empty>
        </Card>
      ) : (
        <>
          <div class="row apart">
            <p class="faint">{text.entriesLead}</p>
            {add}
          </div>
          {items.map((entry) => (
            <EntryCard key={entry.id} id={entry.id} known={entry} disabled={disabled} />
          ))}
        </>
      )}
      {isAdding && <AddEntry flowId={flowId} onClose={() => setAdding(false)} />}
    </div>
  );
}

interface EntryProps {
  readonly id: number;
  readonly known: Entry;
  readonly disabled: boolean;
}

function EntryCard({ id, known, disabled }: EntryProps) {
  const text = useWords(flowWords);
  const common = useWords(commonWords);
  const { theirsShown } = useWords(frameworkWords);
  // Its edition is wanted as well, lest somebody leads it elsewhere at the same time.
  const { data: entry = known, etag } = useGet('/event-flow-integrations/{id}', { params: { path: { id } } });
  const { name } = entry.catalogue;
  const [isTesting, setTesting] = useState(false);
  const removal = useRemove({
    name,
    why: text.entryDeleted,
    paths: ['/event-flow-integrations'],
    remove: () => api.DELETE('/event-flow-integrations/{id}', { params: { path: { id } } }),
    onRemoved: () => undefined,
  });
  const lead = useAction(async (eventFlowId: number) => {
    const body = { eventFlowId, integrationType: entry.integrationType as EntryType };
    const headers = etag === undefined ? {} : { 'if-match': etag };
    const params = { path: { id } };
    const isLate = await wasLate(answer(api.PUT('/event-flow-integrations/{id}', { params, body, headers })));
    await refresh('/event-flow-integrations');
    toast({ text: isLate ? theirsShown : common.saved });
  });
  return (
    <Card>
      <div class="stack">
        <div class="row apart">
          <span class="row">
            <ToolIcon name={name} />
            <strong>{name}</strong>
          </span>
          {!disabled && (
            <span class="row">
              {entry.integrationKey !== null && (
                <Button size="small" icon={<Send aria-hidden="true" />} onClick={() => setTesting(true)}>
                  {text.testEntry}
                </Button>
              )}
              <Button
                size="small"
                kind="danger"
                icon={<Trash2 aria-hidden="true" />}
                busy={removal.isRunning}
                onClick={removal.start}
              >
                {text.delete}
              </Button>
            </span>
          )}
        </div>
        {entry.integrationUrl === null ? (
          <p class="faint">{text.hiddenAddress}</p>
        ) : (
          <CodeBlock text={entry.integrationUrl} label={text.address(name)} />
        )}
        {!disabled && (
          <PickField
            kind="flows"
            label={text.leadsTo}
            value={{ id: entry.eventFlowId }}
            onInput={(flow) => flow && flow.id !== entry.eventFlowId && lead.run(flow.id)}
          />
        )}
        {lead.error && <Failure error={lead.error} />}
        {removal.dialog}
        {isTesting && <TestDialog entry={entry} onClose={() => setTesting(false)} />}
      </div>
    </Card>
  );
}

function TestDialog({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  const text = useWords(flowWords);
  const { tools } = useTools();
  const { catalogue, eventFlowId, integrationKey } = entry;
  const tool = slugOf(catalogue);
  return (
    <Dialog title={`${text.testEntry} · ${catalogue.name}`} width="wide" onClose={onClose}>
      <p class="faint">{text.testEntryWhy}</p>
      {tools === undefined ? (
        <Loading />
      ) : (
        <SendTest
          of={{ kind: 'flow', id: eventFlowId }}
          address={{ tool, key: integrationKey ?? '' }}
          sample={tools.find(({ slug }) => slug === tool)?.integration?.sample}
        />
      )}
    </Dialog>
  );
}

function AddEntry({ flowId, onClose }: { readonly flowId: number; readonly onClose: () => void }) {
  const text = useWords(flowWords);
  const { tools } = useTools();
  const [type, setType] = useState<string>();
  const fitting = tools
    ?.filter(({ integrationType }) => !isMail(integrationType) && !isText(integrationType))
    .filter((tool, index, all) => all.findIndex((one) => one.integrationType === tool.integrationType) === index);
  const add = useAction(async () => {
    const body = { eventFlowId: flowId, integrationType: type as EntryType };
    await answer(api.POST('/event-flow-integrations', { body }));
    await refresh('/event-flow-integrations');
    onClose();
  });
  return (
    <Dialog title={text.addEntryTitle} onClose={onClose}>
      <ChoiceField
        label={text.tool}
        choices={fitting?.map(({ integrationType, name }) => ({ key: integrationType, text: name }))}
        value={type === undefined ? undefined : { key: type, text: nameOfType(tools, type) }}
        onInput={(choice) => setType(choice?.key)}
      />
      {add.error && <Failure error={add.error} />}
      <div class="buttons">
        <Button kind="primary" disabled={type === undefined} busy={add.isRunning} onClick={add.run}>
          {text.addEntry}
        </Button>
      </div>
    </Dialog>
  );
}
