import { Database } from 'lucide-preact';
import { datadogRegions } from '../../../../functions/domain/metric/datadog.ts';
import { useAll } from '../../../client/all.ts';
import { type Api, api } from '../../../client/api.ts';
import { useGet } from '../../../client/query.ts';
import { Ago } from '../../../time/now.tsx';
import { SegmentField, SelectField, TextField } from '../../../ui/field.tsx';
import { Card, Facts } from '../../../ui/page.tsx';
import { Badge, Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { TeamBadges, TeamNames, TeamsField } from '../../configuration/framework/parts.tsx';
import type { FieldsProps, Resource, ViewProps } from '../../configuration/framework/resource.ts';
import { resourceScreen } from '../../configuration/framework/screen.tsx';
import { mayEdit } from '../parts.tsx';
import { sourceWords } from './words.ts';

type Source = Api<'MetricDataSource'>;
type Access = Source['metadata'];

interface Draft {
  name: string;
  type: Source['type'];
  metadata: Access;
  teams: { id: number; name?: string }[];
}

const names = { DATADOG: 'Datadog', PROMETHEUS: 'Prometheus' } as const;

/** What lets one in is never shown, only written over. */
function View({ item }: ViewProps<Source>) {
  const text = useWords(sourceWords);
  const { region, url, authType } = item.metadata;
  return (
    <Card>
      <Facts
        of={[
          [text.fields.type, names[item.type]],
          [text.address, url],
          [text.auth, item.type === 'PROMETHEUS' && text.auths[authType ?? 'NONE']],
          [text.region, region],
          [text.pulled, item.pullStatus ? <Ago at={item.pullStatus.pulledAt} /> : text.never],
          [text.fields.teams, item.teams.length > 0 && <TeamNames teams={item.teams} />],
        ]}
      />
      {item.pullStatus?.error && (
        <Notice tone="bad" title={text.failed}>
          {item.pullStatus.error}
        </Notice>
      )}
    </Card>
  );
}

function Fields({ draft, set, item }: FieldsProps<Source, Draft>) {
  const text = useWords(sourceWords);
  const { metadata } = draft;
  const access = (change: Partial<Access>) => set({ metadata: { ...metadata, ...change } });
  const secret = (label: string, name: keyof Access) => (
    <TextField
      label={label}
      name={`metadata.${name}`}
      code
      autoComplete="off"
      spellcheck={false}
      value={String(metadata[name] ?? '')}
      onInput={(value) => access({ [name]: value })}
    />
  );
  return (
    <>
      <TextField label={text.fields.name} name="name" value={draft.name} onInput={(name) => set({ name })} />
      <SegmentField
        label={text.fields.type}
        name="type"
        value={draft.type}
        onInput={(type) => set({ type })}
        options={(['PROMETHEUS', 'DATADOG'] as const).map((value) => ({
          value,
          text: names[value],
          disabled: item !== undefined && item.type !== value,
        }))}
      />
      {draft.type === 'DATADOG' ? (
        <>
          <SelectField
            label={text.region}
            name="metadata.region"
            value={metadata.region ?? ''}
            onInput={(region) => access({ region })}
            options={['', ...datadogRegions].map((value) => ({ value, text: value }))}
          />
          {secret(text.apiKey, 'apiKey')}
          {secret(text.applicationKey, 'applicationKey')}
        </>
      ) : (
        <>
          <TextField
            label={text.address}
            name="metadata.url"
            type="url"
            hint={text.addressHint}
            value={metadata.url ?? ''}
            onInput={(url) => access({ url })}
          />
          <SegmentField
            label={text.auth}
            name="metadata.authType"
            value={metadata.authType ?? 'NONE'}
            onInput={(authType) => access({ authType })}
            options={(['NONE', 'BASIC', 'HEADER'] as const).map((value) => ({ value, text: text.auths[value] }))}
          />
          {metadata.authType === 'BASIC' && (
            <div class="columns">
              {secret(text.user, 'basicUser')}
              {secret(text.password, 'basicPass')}
            </div>
          )}
          {metadata.authType === 'HEADER' && (
            <div class="columns">
              {secret(text.header, 'headerKey')}
              {secret(text.value, 'headerValue')}
            </div>
          )}
        </>
      )}
      <TeamsField value={draft.teams} onInput={(teams) => set({ teams })} />
    </>
  );
}

const sources: Resource<Source, Draft> = {
  place: 'metric-sources',
  root: '/communication',
  entity: 'metric-source',
  paths: ['/metric-data-sources'],
  words: sourceWords,
  Icon: Database,
  useList: () => useAll('/metric-data-sources'),
  useOne: (id) => useGet('/metric-data-sources/{id}', { params: { path: { id } } }),
  titleOf: ({ name }) => name,
  Note: ({ item }) => <bdi>{item.metadata.url ?? item.metadata.region}</bdi>,
  End: ({ item }) => (
    <>
      <TeamBadges teams={item.teams} />
      <Badge>{names[item.type]}</Badge>
    </>
  ),
  View,
  Fields,
  blank: () => ({ name: '', type: 'PROMETHEUS', metadata: { authType: 'NONE' }, teams: [] }),
  draftOf: ({ name, type, metadata, teams }) => ({ name, type, metadata, teams }),
  create: (body) => api.POST('/metric-data-sources', { body }),
  save: (id, body, headers) => api.PUT('/metric-data-sources/{id}', { params: { path: { id } }, headers, body }),
  remove: (id) => api.DELETE('/metric-data-sources/{id}', { params: { path: { id } } }),
  mayWrite: mayEdit,
};

export default resourceScreen(sources);
