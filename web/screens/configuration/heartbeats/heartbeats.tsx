import { HeartPulse } from 'lucide-preact';
import { useAll } from '../../../client/all.ts';
import { type Api, api } from '../../../client/api.ts';
import { useGet } from '../../../client/query.ts';
import { durationText } from '../../../time/duration.ts';
import { Ago } from '../../../time/now.tsx';
import { DurationField } from '../../../ui/duration.tsx';
import { TextField } from '../../../ui/field.tsx';
import { CodeBlock } from '../../../ui/list.tsx';
import { Card, Facts } from '../../../ui/page.tsx';
import { PickField } from '../../../ui/pick.tsx';
import { Badge } from '../../../ui/states.tsx';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { NameLink, TeamBadges, TeamNames, TeamsField } from '../framework/parts.tsx';
import type { FieldsProps, Resource, ViewProps } from '../framework/resource.ts';
import { resourceScreen } from '../framework/screen.tsx';
import { heartbeatWords } from './words.ts';

type Monitor = Api<'HeartbeatMonitor'>;

interface Draft {
  name: string;
  intervalSec: number;
  alertSummary: string | null;
  alertSource: { id: number; name?: string } | null;
  teams: { id: number; name?: string }[];
}

const tones = { UNKNOWN: 'none', HEALTHY: 'ok', OVERDUE: 'bad' } as const;

function State({ item }: { readonly item: Monitor }) {
  const { states } = useWords(heartbeatWords);
  return <Badge tone={tones[item.state]}>{states[item.state]}</Badge>;
}

function Note({ item }: { readonly item: Monitor }) {
  const text = useWords(heartbeatWords);
  const language = useLanguage();
  return (
    <>
      {text.every(durationText(item.intervalSec, language))} · {text.lastPing}:{' '}
      {item.lastPingAt ? <Ago at={item.lastPingAt} /> : text.never}
    </>
  );
}

function View({ item }: ViewProps<Monitor>) {
  const text = useWords(heartbeatWords);
  const language = useLanguage();
  const address = item.integrationUrl;
  return (
    <>
      <Card>
        <Facts
          of={[
            [text.state, <State key="state" item={item} />],
            [text.lastPing, item.lastPingAt ? <Ago at={item.lastPingAt} /> : text.never],
            [text.fields.intervalSec, durationText(item.intervalSec, language)],
            [text.fields.alertSummary, item.alertSummary],
            [
              text.fields.alertSource,
              item.alertSource && (
                <NameLink href={`/configuration/sources/${item.alertSource.id}`} of={item.alertSource} />
              ),
            ],
            [text.fields.teams, item.teams.length > 0 && <TeamNames teams={item.teams} />],
          ]}
        />
      </Card>
      <Card title={text.address}>
        {address ? (
          <div class="stack">
            <p>{text.addressWhy}</p>
            <CodeBlock text={address} label={text.address} />
            <p>{text.example}</p>
            <CodeBlock text={`curl -fsS --retry 3 ${address}`} label={text.example} />
          </div>
        ) : (
          <p class="faint">{text.hidden}</p>
        )}
      </Card>
    </>
  );
}

function Fields({ draft, set }: FieldsProps<Monitor, Draft>) {
  const text = useWords(heartbeatWords);
  return (
    <>
      <TextField label={text.fields.name} name="name" required value={draft.name} onInput={(name) => set({ name })} />
      <DurationField
        label={text.fields.intervalSec}
        name="intervalSec"
        hint={text.intervalHint}
        value={draft.intervalSec}
        onInput={(seconds) => set({ intervalSec: seconds ?? 0 })}
      />
      <PickField
        kind="sources"
        label={text.fields.alertSource}
        name="alertSource"
        hint={text.sourceHint}
        optional
        value={draft.alertSource}
        onInput={(source) => set({ alertSource: source ?? null })}
      />
      <TextField
        label={text.fields.alertSummary}
        name="alertSummary"
        hint={text.summaryHint}
        optional
        value={draft.alertSummary ?? ''}
        onInput={(summary) => set({ alertSummary: summary === '' ? null : summary })}
      />
      <TeamsField value={draft.teams} onInput={(teams) => set({ teams })} />
    </>
  );
}

export const heartbeats: Resource<Monitor, Draft> = {
  place: 'heartbeats',
  entity: 'monitor',
  paths: ['/heartbeat-monitors'],
  words: heartbeatWords,
  Icon: HeartPulse,
  useList: () => useAll('/heartbeat-monitors', {}, { every: 30_000 }),
  useOne: (id) =>
    useGet(
      '/heartbeat-monitors/{id}',
      { params: { path: { id }, query: { include: 'integrationUrl' } } },
      { every: 15_000 },
    ),
  titleOf: ({ name }) => name,
  searchedOf: ({ alertSource, teams }) => [alertSource?.name, ...teams.map(({ name }) => name)],
  useNarrowings: () => {
    const { states } = useWords(heartbeatWords);
    return (['OVERDUE', 'HEALTHY', 'UNKNOWN'] as const).map((state) => ({
      key: state.toLowerCase(),
      text: states[state],
      test: (one) => one.state === state,
    }));
  },
  Note,
  End: ({ item }) => (
    <>
      <TeamBadges teams={item.teams} />
      <State item={item} />
    </>
  ),
  View,
  Fields,
  blank: () => ({ name: '', intervalSec: 3600, alertSummary: null, alertSource: null, teams: [] }),
  draftOf: ({ name, intervalSec, alertSummary, alertSource, teams }) => ({
    name,
    intervalSec,
    alertSummary: alertSummary ?? null,
    alertSource: alertSource ?? null,
    teams,
  }),
  create: (body) => api.POST('/heartbeat-monitors', { body }),
  save: (id, body, headers) => api.PUT('/heartbeat-monitors/{id}', { params: { path: { id } }, headers, body }),
  remove: (id) => api.DELETE('/heartbeat-monitors/{id}', { params: { path: { id } } }),
};

export default resourceScreen(heartbeats);
