import { Plug } from 'lucide-preact';
import { isAdmin } from '../../../app/session.tsx';
import { useAll } from '../../../client/all.ts';
import { type Api, api } from '../../../client/api.ts';
import { useGet } from '../../../client/query.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Card, Facts } from '../../../ui/page.tsx';
import { ChoiceField } from '../../../ui/pick.tsx';
import { Badge, Notice } from '../../../ui/states.tsx';
import { useWords, words } from '../../../words/language.tsx';
import type { FieldsProps, Resource, ViewProps } from '../framework/resource.ts';
import { resourceScreen } from '../framework/screen.tsx';
import { paramWords } from './param-words.ts';
import { type Params, ParamsField, paramFacts } from './params-field.tsx';
import { type ConnectorType, typeName } from './types.ts';

type Connector = Api<'Connector'>;

interface Draft {
  type: ConnectorType | '';
  name: string;
  params: Params;
}

const connectorWords = words(
  {
    title: 'Connectors',
    lead: 'How a tool is reached: its address and what lets Tocsin in. Alert actions use them.',
    add: 'New connector',
    newOne: 'New connector',
    empty: 'No connectors yet',
    emptyWhy: 'A connector holds the address and the keys of a tool once, for all alert actions that use it.',
    deleteWhy: 'Alert actions that use it have to be changed first.',
    fields: { name: 'Name', type: 'Tool', params: 'Settings' },
    retired: 'Actions of this tool are kept as they were written, and do nothing any more.',
    noParams: 'This tool needs nothing here.',
    chatApp: 'Its app is set up under Chat apps.',
    actions: 'Alert actions with it',
  },
  {
    title: 'Konnektoren',
    lead: 'Wie ein Werkzeug erreicht wird: seine Adresse und was Tocsin hineinlässt. Alarmaktionen benutzen sie.',
    add: 'Neuer Konnektor',
    newOne: 'Neuer Konnektor',
    empty: 'Noch keine Konnektoren',
    emptyWhy: 'Ein Konnektor hat Adresse und Schlüssel eines Werkzeugs einmal, für alle Alarmaktionen damit.',
    deleteWhy: 'Alarmaktionen, die ihn benutzen, müssen zuerst geändert werden.',
    fields: { name: 'Name', type: 'Werkzeug', params: 'Einstellungen' },
    retired: 'Aktionen dieses Werkzeugs bleiben, wie sie geschrieben sind, und tun nichts mehr.',
    noParams: 'Dieses Werkzeug braucht hier nichts.',
    chatApp: 'Seine App wird unter Chat-Apps eingerichtet.',
    actions: 'Alarmaktionen damit',
  },
);

/** What the API says of each type. */
export const useTypes = () => useGet('/connector-types').data;

function View({ item }: ViewProps<Connector>) {
  const text = useWords(connectorWords);
  const labels = useWords(paramWords);
  const type = useTypes()?.find((one) => one.type === item.type);
  return (
    <>
      {type?.isRetired && <Notice tone="warn">{text.retired}</Notice>}
      <Card>
        <Facts
          of={[
            [text.fields.type, typeName(item.type)],
            ...paramFacts(type?.connectorParams ?? [], item.params, labels),
          ]}
        />
      </Card>
    </>
  );
}

function Fields({ draft, set, item }: FieldsProps<Connector, Draft>) {
  const text = useWords(connectorWords);
  const types = useTypes();
  const type = types?.find((one) => one.type === draft.type);
  const choices = types
    ?.filter((one) => one.connector !== 'none' && !one.isRetired)
    .map((one) => ({ key: one.type, text: typeName(one.type) }))
    .sort((a, b) => a.text.localeCompare(b.text));
  return (
    <>
      <ChoiceField
        label={text.fields.type}
        name="type"
        choices={choices}
        disabled={item !== undefined}
        value={draft.type === '' ? undefined : { key: draft.type, text: typeName(draft.type) }}
        onInput={(choice) => set({ type: (choice?.key ?? '') as Draft['type'], params: {} })}
      />
      <TextField label={text.fields.name} name="name" value={draft.name} onInput={(name) => set({ name })} />
      {type && (
        <>
          {type.connectorParams.length === 0 && (
            <p class="faint">
              {text.noParams}{' '}
              {['slack', 'microsoft_teams_bot', 'zoom_chat', 'google_chat_bot'].includes(type.type) && (
                <a href="/configuration/chat-apps">{text.chatApp}</a>
              )}
            </p>
          )}
          <ParamsField members={type.connectorParams} value={draft.params} onInput={(params) => set({ params })} />
        </>
      )}
    </>
  );
}

const bodyOf = ({ type, name, params }: Draft) => ({ type: type as ConnectorType, name, params });

export const connectors: Resource<Connector, Draft> = {
  place: 'connectors',
  entity: 'connector',
  paths: ['/connectors'],
  words: connectorWords,
  Icon: Plug,
  useList: () => useAll('/connectors'),
  useOne: (id) => useGet('/connectors/{id}', { params: { path: { id } } }),
  titleOf: ({ name }) => name,
  searchedOf: ({ type }) => [typeName(type)],
  End: ({ item }) => <Badge>{typeName(item.type)}</Badge>,
  View,
  Actions: ({ item }) => (
    <LinkButton href={`/configuration/alert-actions?q=${encodeURIComponent(item.name)}`}>
      {useWords(connectorWords).actions}
    </LinkButton>
  ),
  Fields,
  blank: () => ({ type: '', name: '', params: {} }),
  draftOf: ({ type, name, params }) => ({ type: type as ConnectorType, name, params }),
  create: (draft) => api.POST('/connectors', { body: bodyOf(draft) }),
  save: (id, draft, headers) => api.PUT('/connectors/{id}', { params: { path: { id } }, headers, body: bodyOf(draft) }),
  remove: (id) => api.DELETE('/connectors/{id}', { params: { path: { id } } }),
  mayWrite: isAdmin,
};

export default resourceScreen(connectors);
