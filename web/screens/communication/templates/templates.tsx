import { FileText } from 'lucide-preact';
import { templateVariables } from '../../../../functions/domain/incident/template-variables.ts';
import { isResponder, useMe } from '../../../app/session.tsx';
import { useAll } from '../../../client/all.ts';
import { type Api, api } from '../../../client/api.ts';
import { useGet } from '../../../client/query.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { CheckField, SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { Markdown } from '../../../ui/markdown.tsx';
import { Card, Facts } from '../../../ui/page.tsx';
import { useWords } from '../../../words/language.tsx';
import { TeamBadges, TeamNames, TeamsField } from '../../configuration/framework/parts.tsx';
import type { FieldsProps, Resource, ViewProps } from '../../configuration/framework/resource.ts';
import { resourceScreen } from '../../configuration/framework/screen.tsx';
import { base, IncidentBadge, type IncidentStatus, incidentStatuses, mayEdit } from '../parts.tsx';
import { communicationWords } from '../words.ts';
import { templateWords } from './words.ts';
import '../incidents/incidents.css';

type Template = Api<'IncidentTemplate'>;

interface Draft {
  name: string;
  summary: string;
  status: IncidentStatus | '';
  message: string;
  sendNotification: boolean;
  teams: { id: number; name?: string }[];
}

function View({ item }: ViewProps<Template>) {
  const text = useWords(templateWords);
  return (
    <>
      <Card>
        <Facts
          of={[
            [text.fields.summary, item.summary],
            [text.fields.status, item.status && <IncidentBadge status={item.status} />],
            [text.fields.sendNotification, item.sendNotification ? text.yes : text.no],
            [text.fields.teams, item.teams.length > 0 && <TeamNames teams={item.teams} />],
          ]}
        />
      </Card>
      {item.message && (
        <Card title={text.fields.message}>
          <Markdown text={item.message} />
        </Card>
      )}
    </>
  );
}

function Actions({ item }: ViewProps<Template>) {
  const text = useWords(templateWords);
  if (!isResponder(useMe())) return null;
  return <LinkButton href={`${base}/incidents/new?template=${item.id}`}>{text.use}</LinkButton>;
}

function Fields({ draft, set }: FieldsProps<Template, Draft>) {
  const text = useWords(templateWords);
  const common = useWords(communicationWords);
  return (
    <>
      <TextField label={text.fields.name} name="name" value={draft.name} onInput={(name) => set({ name })} />
      <TextField
        label={text.fields.summary}
        name="summary"
        hint={text.summaryHint}
        optional
        maxLength={500}
        value={draft.summary}
        onInput={(summary) => set({ summary })}
      />
      <SelectField
        label={text.fields.status}
        name="status"
        optional
        value={draft.status}
        onInput={(status) => set({ status })}
        options={[
          { value: '', text: text.undecided },
          ...incidentStatuses.map((status) => ({ value: status, text: common.status[status] })),
        ]}
      />
      <TextArea
        label={text.fields.message}
        name="message"
        hint={text.messageHint}
        optional
        value={draft.message}
        onInput={(message) => set({ message })}
      />
      <fieldset class="field">
        <legend>{text.variables}</legend>
        <div class="incidents-variables">
          {templateVariables.map((name) => (
            <Button key={name} size="small" onClick={() => set({ message: `${draft.message}{{${name}}}` })}>
              {name}
            </Button>
          ))}
        </div>
        <div class="hint">{text.variablesHint}</div>
      </fieldset>
      <CheckField
        label={text.fields.sendNotification}
        name="sendNotification"
        value={draft.sendNotification}
        onInput={(sendNotification) => set({ sendNotification })}
      />
      <TeamsField value={draft.teams} onInput={(teams) => set({ teams })} />
    </>
  );
}

const templates: Resource<Template, Draft> = {
  place: 'templates',
  root: '/communication',
  entity: 'incident-template',
  paths: ['/incident-templates'],
  words: templateWords,
  Icon: FileText,
  useList: () => useAll('/incident-templates'),
  useOne: (id) => useGet('/incident-templates/{id}', { params: { path: { id } } }),
  titleOf: ({ name }) => name,
  searchedOf: ({ summary }) => [summary],
  Note: ({ item }) => <bdi>{item.summary}</bdi>,
  End: ({ item }) => <TeamBadges teams={item.teams} />,
  View,
  Actions,
  Fields,
  blank: () => ({ name: '', summary: '', status: '', message: '', sendNotification: true, teams: [] }),
  draftOf: ({ name, summary, status, message, sendNotification, teams }) => ({
    name,
    summary: summary ?? '',
    status: incidentStatuses.find((one) => one === status) ?? '',
    message: message ?? '',
    sendNotification,
    teams,
  }),
  create: (body) => api.POST('/incident-templates', { body }),
  save: (id, body, headers) => api.PUT('/incident-templates/{id}', { params: { path: { id } }, headers, body }),
  remove: (id) => api.DELETE('/incident-templates/{id}', { params: { path: { id } } }),
  mayWrite: mayEdit,
};

export default resourceScreen(templates);
