import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useAll } from '../../../client/all.ts';
import { answer, api } from '../../../client/api.ts';
import { refresh } from '../../../client/query.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { SearchField } from '../../../ui/list.tsx';
import { matching } from '../../../ui/match.ts';
import { Card, Page } from '../../../ui/page.tsx';
import { PickField } from '../../../ui/pick.tsx';
import type { Reference } from '../../../ui/references.ts';
import { Empty, Failure, Loading, Notice } from '../../../ui/states.tsx';
import { toast } from '../../../ui/toast.tsx';
import { useWords } from '../../../words/language.tsx';
import type { SourceBody } from './settings/draft.ts';
import { ToolIcon } from './tool-icon.tsx';
import { isMail, isText, type Tool } from './tools.ts';
import { useTools } from './use-tools.ts';
import { sourceWords } from './words.ts';
import './sources.css';

/** A new source: first the tool, then how it is called and who is told. */
export default function NewSource() {
  const text = useWords(sourceWords);
  const { query } = useLocation();
  const { tools, error, reload } = useTools();
  const tool = tools?.find(({ slug }) => slug === query.tool);
  return (
    <Page
      title={text.newTitle}
      lead={tool === undefined ? text.chooseTool : undefined}
      width={tool === undefined ? 'usual' : 'narrow'}
      crumbs={[{ href: '/configuration/sources', text: text.title }]}
    >
      {tools === undefined ? (
        error === undefined ? (
          <Loading />
        ) : (
          <Failure error={error} retry={reload} />
        )
      ) : tool === undefined ? (
        <ChooseTool tools={tools} />
      ) : (
        <Details key={tool.slug} tool={tool} />
      )}
    </Page>
  );
}

function ChooseTool({ tools }: { readonly tools: readonly Tool[] }) {
  const text = useWords(sourceWords);
  const [search, setSearch] = useState('');
  const found = matching(tools, search, ({ name, slug, aliases }) => [name, slug, ...aliases]);
  return (
    <>
      <div class="row">
        <SearchField label={text.searchTool} value={search} onInput={setSearch} />
      </div>
      {found.length === 0 ? (
        <Card>
          <Empty
            title={text.noTool}
            actions={<LinkButton href="/configuration/sources/new?tool=api">{text.takeApi}</LinkButton>}
          >
            {text.noToolWhy}
          </Empty>
        </Card>
      ) : (
        <ul class="sources-tools">
          {found.map(({ slug, name }) => (
            <li key={slug}>
              <a href={`/configuration/sources/new?tool=${slug}`}>
                <ToolIcon name={name} />
                <span>{name}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Details({ tool }: { readonly tool: Tool }) {
  const text = useWords(sourceWords);
  const { route } = useLocation();
  const policies = useAll('/escalation-policies').items;
  const [name, setName] = useState(tool.name);
  const [chosen, setPolicy] = useState<Reference>();
  const [integrationKey, setKey] = useState('');
  // Where there is one policy alone, it is the one.
  const only = policies?.length === 1 ? policies[0] : undefined;
  const policy = chosen ?? (only && { id: only.id, name: only.name });

  async function create() {
    const body = {
      name,
      integrationType: tool.integrationType as SourceBody['integrationType'],
      escalationPolicy: { id: policy?.id ?? 0 },
      ...(integrationKey.trim() !== '' && { integrationKey: integrationKey.trim() }),
    };
    const { id } = await answer(api.POST('/alert-sources', { body }));
    await refresh('/alert-sources');
    toast({ text: text.created(name) });
    route(`/configuration/sources/${id}?tool=${tool.slug}`);
  }

  return (
    <Card>
      <div class="stack">
        <div class="row apart">
          <span class="row">
            <ToolIcon name={tool.name} />
            <strong>{tool.name}</strong>
          </span>
          <LinkButton kind="quiet" size="small" href="/configuration/sources/new">
            {text.changeTool}
          </LinkButton>
        </div>
        {policies?.length === 0 && (
          <Notice
            tone="warn"
            actions={
              <Button size="small" onClick={() => route('/configuration/policies/new')}>
                {text.policy}
              </Button>
            }
          >
            {text.noPolicies}
          </Notice>
        )}
        <Form onSubmit={create} submit={text.create} onCancel={() => route('/configuration/sources')}>
          <TextField label={text.name} hint={text.nameHint} name="name" value={name} onInput={setName} />
          <PickField
            kind="policies"
            label={text.policy}
            hint={text.policyHint}
            name="escalationPolicy"
            value={policy}
            onInput={setPolicy}
          />
          {isMail(tool.integrationType) && (
            <TextField
              label={text.mailName}
              hint={text.mailNameHint}
              name="integrationKey"
              optional
              value={integrationKey}
              onInput={setKey}
            />
          )}
          {isText(tool.integrationType) && (
            <TextField
              label={text.number}
              hint={text.numberHint}
              name="integrationKey"
              type="tel"
              value={integrationKey}
              onInput={setKey}
            />
          )}
        </Form>
      </div>
    </Card>
  );
}
