import { KeyRound, Rocket } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { hasFilters } from '../../../../functions/domain/deployment/pipeline-type.ts';
import { useAll } from '../../../client/all.ts';
import { type Api, answer, api } from '../../../client/api.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { useAsk } from '../../../ui/dialog.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { LinesField } from '../../../ui/lines.tsx';
import { CodeBlock } from '../../../ui/list.tsx';
import { Card, Facts } from '../../../ui/page.tsx';
import { Badge } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { TeamBadges, TeamNames, TeamsField } from '../framework/parts.tsx';
import type { FieldsProps, Resource, ViewProps } from '../framework/resource.ts';
import { resourceScreen } from '../framework/screen.tsx';
import { Secrets } from '../framework/secrets.tsx';
import { pipelineWords } from './words.ts';

type Pipeline = Api<'DeploymentPipeline'>;
type Tool = Pipeline['integrationType'];

const tools: readonly Tool[] = ['GITHUB', 'GITLAB', 'ARGO_CD', 'API'];

interface Draft {
  name: string;
  integrationType: Tool;
  params: { branchFilters: string[]; eventFilters: string[]; signingSecret?: string };
  teams: { id: number; name?: string }[];
}

function View({ item, mayWrite }: ViewProps<Pipeline>) {
  const text = useWords(pipelineWords);
  const common = useWords(commonWords);
  const ask = useAsk();
  const [fresh, setFresh] = useState<Pipeline>();
  const rotate = async () => {
    if (!(await ask({ title: text.rotate, text: text.rotateWhy, yes: text.rotate, danger: true }))) return;
    try {
      setFresh(await answer(api.POST('/deployment-pipelines/{id}/rotate-key', { params: { path: { id: item.id } } })));
      toast({ text: text.rotated });
    } catch (reason) {
      toastError(reason, common.failed);
    }
    await refresh('/deployment-pipelines');
  };
  const address = item.integrationUrl ?? item.integrationKey;
  return (
    <>
      <Card>
        <Facts
          of={[
            [text.fields.integrationType, text.tools[item.integrationType]],
            [text.fields.branchFilters, item.params?.branchFilters?.join(', ')],
            [text.fields.eventFilters, item.params?.eventFilters?.join(', ')],
            [
              text.filtered,
              item.filteredEvents && item.filteredEvents.count > 0 && text.filteredCount(item.filteredEvents.count),
            ],
            [text.fields.teams, item.teams.length > 0 && <TeamNames teams={item.teams} />],
          ]}
        />
      </Card>
      <Card
        title={text.address}
        actions={
          mayWrite && (
            <Button size="small" icon={<KeyRound aria-hidden="true" />} onClick={rotate}>
              {text.rotate}
            </Button>
          )
        }
      >
        {address ? (
          <div class="stack">
            <p>{text.addressWhy}</p>
            <CodeBlock text={address} label={text.address} />
          </div>
        ) : (
          <p class="faint">{text.hidden}</p>
        )}
      </Card>
      {fresh && (
        <Secrets
          secrets={[{ label: text.key, text: fresh.integrationUrl ?? fresh.integrationKey ?? '' }]}
          onClose={() => setFresh(undefined)}
        />
      )}
    </>
  );
}

function Fields({ draft, set }: FieldsProps<Pipeline, Draft>) {
  const text = useWords(pipelineWords);
  const { fields } = text;
  const isFiltered = hasFilters(draft.integrationType);
  const params = (change: Partial<Draft['params']>) => set({ params: { ...draft.params, ...change } });
  return (
    <>
      <TextField label={fields.name} name="name" value={draft.name} onInput={(name) => set({ name })} />
      <SelectField<Tool>
        label={fields.integrationType}
        name="integrationType"
        value={draft.integrationType}
        onInput={(integrationType) =>
          set({ integrationType, params: { ...draft.params, branchFilters: [], eventFilters: [] } })
        }
        options={tools.map((value) => ({ value, text: text.tools[value] }))}
      />
      {isFiltered && (
        <>
          <LinesField
            code
            optional
            label={fields.branchFilters}
            name="params.branchFilters"
            hint={text.branchesHint}
            value={draft.params.branchFilters}
            onInput={(branchFilters) => params({ branchFilters })}
          />
          <LinesField
            code
            optional
            label={fields.eventFilters}
            name="params.eventFilters"
            hint={text.eventsHint}
            value={draft.params.eventFilters}
            onInput={(eventFilters) => params({ eventFilters })}
          />
        </>
      )}
      <TextField
        code
        optional
        label={fields.signingSecret}
        name="params.signingSecret"
        hint={text.secretHint}
        value={draft.params.signingSecret ?? ''}
        onInput={(signingSecret) => params({ signingSecret })}
      />
      <TeamsField value={draft.teams} onInput={(teams) => set({ teams })} />
    </>
  );
}

/** An empty secret is none. */
const bodyOf = ({ params: { signingSecret, ...params }, ...draft }: Draft) => ({
  ...draft,
  params: { ...params, ...(signingSecret && { signingSecret }) },
});

export const pipelines: Resource<Pipeline, Draft> = {
  place: 'pipelines',
  entity: 'deployment-pipeline',
  paths: ['/deployment-pipelines', '/deployments'],
  words: pipelineWords,
  Icon: Rocket,
  useList: () => useAll('/deployment-pipelines'),
  useOne: (id) =>
    useGet('/deployment-pipelines/{id}', {
      params: { path: { id }, query: { include: ['integrationUrl', 'filteredEvents'] } },
    }),
  titleOf: ({ name }) => name,
  searchedOf: ({ integrationType, teams }) => [integrationType, ...teams.map(({ name }) => name)],
  End: ({ item }) => (
    <>
      <TeamBadges teams={item.teams} />
      <Badge>{useWords(pipelineWords).tools[item.integrationType]}</Badge>
    </>
  ),
  View,
  Actions: ({ item }) => (
    <LinkButton href={`/configuration/deployments?pipeline=${item.id}`}>
      {useWords(pipelineWords).deployments}
    </LinkButton>
  ),
  Fields,
  blank: () => ({ name: '', integrationType: 'GITHUB', params: { branchFilters: [], eventFilters: [] }, teams: [] }),
  draftOf: ({ name, integrationType, params, teams }) => ({
    name,
    integrationType,
    params: {
      branchFilters: params?.branchFilters ?? [],
      eventFilters: params?.eventFilters ?? [],
      ...(params?.signingSecret && { signingSecret: params.signingSecret }),
    },
    teams,
  }),
  create: (draft) => api.POST('/deployment-pipelines', { body: bodyOf(draft) }),
  save: (id, draft, headers) =>
    api.PUT('/deployment-pipelines/{id}', { params: { path: { id } }, headers, body: bodyOf(draft) }),
  remove: (id) => api.DELETE('/deployment-pipelines/{id}', { params: { path: { id } } }),
};

export default resourceScreen(pipelines);
