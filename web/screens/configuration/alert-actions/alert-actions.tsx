import { Zap } from 'lucide-preact';
import { useAll } from '../../../client/all.ts';
import { api } from '../../../client/api.ts';
import { useGet } from '../../../client/query.ts';
import { durationText } from '../../../time/duration.ts';
import { CodeBlock } from '../../../ui/list.tsx';
import { Card, Facts } from '../../../ui/page.tsx';
import { Badge } from '../../../ui/states.tsx';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { useTypes } from '../connectors/connectors.tsx';
import { paramWords } from '../connectors/param-words.ts';
import { paramFacts } from '../connectors/params-field.tsx';
import { type ActionType, typeName } from '../connectors/types.ts';
import { NameLink, NameLinks, TeamBadges, TeamNames } from '../framework/parts.tsx';
import type { Resource, ViewProps } from '../framework/resource.ts';
import { resourceScreen } from '../framework/screen.tsx';
import { type Action, type ActionBody, type ActionDraft, ActionFields, type Trigger } from './fields.tsx';
import { actionWords } from './words.ts';

/** Sources that an action has, by whichever of its two members names them. */
const sourcesOf = ({ alertSources, alertSourceIds }: Action): readonly { id: number; name?: string }[] =>
  alertSources ?? alertSourceIds?.map((id) => ({ id })) ?? [];

function View({ item, mayWrite }: ViewProps<Action>) {
  const text = useWords(actionWords);
  const labels = useWords(paramWords);
  const language = useLanguage();
  const type = useTypes()?.find((one) => one.type === item.connectorType);
  const { items: connectors } = useAll('/connectors', {}, { enabled: item.connectorId !== '' });
  const sources = sourcesOf(item);
  const seconds = (value: number | undefined) => value !== undefined && value > 0 && durationText(value, language);
  return (
    <>
      <Card>
        <Facts
          of={[
            [text.fields.connectorType, typeName(item.connectorType)],
            [
              text.fields.connectorId,
              type?.connector !== 'none' && item.connectorId && (
                <NameLink
                  href={`/configuration/connectors/${item.connectorId}`}
                  of={connectors?.find(({ id }) => id === item.connectorId) ?? { id: item.connectorId }}
                />
              ),
            ],
            [text.fields.triggerMode, text.modes[item.triggerMode]],
            [
              text.fields.triggerTypes,
              item.triggerMode === 'AUTOMATIC' &&
                item.triggerTypes.map((trigger) => text.triggers[trigger as Trigger] ?? trigger).join(', '),
            ],
            [text.fields.delaySec, seconds(item.delaySec)],
            [text.fields.notResolvedDelaySec, seconds(item.notResolvedDelaySec)],
            [text.fields.escalationEndedDelaySec, seconds(item.escalationEndedDelaySec)],
            [
              text.fields.alertSources,
              sources.length > 0 ? <NameLinks base="/configuration/sources" of={sources} /> : text.allSources,
            ],
            [text.fields.conditions, item.conditions && <code>{item.conditions}</code>],
            [text.fields.teams, item.teams.length > 0 && <TeamNames teams={item.teams} />],
          ]}
        />
      </Card>
      {type && type.actionParams.length > 0 && (
        <Card title={text.fields.params}>
          <Facts of={paramFacts(type.actionParams, item.params, labels)} />
        </Card>
      )}
      {mayWrite && item.callbackUrl && (
        <Card title={text.callback}>
          <div class="stack">
            <p>{text.callbackWhy}</p>
            <CodeBlock text={item.callbackUrl} label={text.callback} />
            {item.callbackSecret && <CodeBlock text={item.callbackSecret} label={text.callbackSecret} />}
          </div>
        </Card>
      )}
    </>
  );
}

const bodyOf = (draft: ActionDraft): ActionBody => ({
  name: draft.name,
  connectorType: draft.connectorType as ActionType,
  connectorId: draft.connectorId === '' ? null : draft.connectorId,
  triggerMode: draft.triggerMode,
  triggerTypes: draft.triggerMode === 'AUTOMATIC' ? draft.triggerTypes : [],
  alertSources: draft.alertSources.map(({ id }) => ({ id })),
  conditions: draft.conditions === '' ? null : draft.conditions,
  params: draft.params,
  delaySec: draft.delaySec ?? null,
  notResolvedDelaySec: draft.notResolvedDelaySec ?? null,
  escalationEndedDelaySec: draft.escalationEndedDelaySec ?? null,
  alertFilter: (draft.alertFilter as ActionBody['alertFilter']) ?? null,
  teams: draft.teams.map(({ id }) => ({ id })),
});

export const alertActions: Resource<Action, ActionDraft> = {
  place: 'alert-actions',
  entity: 'alert-action',
  paths: ['/alert-actions'],
  words: actionWords,
  Icon: Zap,
  useList: () => useAll('/alert-actions'),
  useOne: (id) => useGet('/alert-actions/{id}', { params: { path: { id } } }),
  titleOf: ({ name }) => name,
  searchedOf: ({ connectorType, alertSources, teams }) => [
    typeName(connectorType),
    ...[...(alertSources ?? []), ...teams].map(({ name }) => name),
  ],
  useNarrowings: () => {
    const { modes } = useWords(actionWords);
    return (['AUTOMATIC', 'MANUAL'] as const).map((mode) => ({
      key: mode.toLowerCase(),
      text: modes[mode],
      test: (one) => one.triggerMode === mode,
    }));
  },
  Note: ({ item }) => {
    const text = useWords(actionWords);
    const names = sourcesOf(item).map(({ id, name }) => name ?? `#${id}`);
    return (
      <>
        {text.modes[item.triggerMode]} · {names.length > 0 ? names.slice(0, 3).join(', ') : text.allSources}
        {names.length > 3 && ` +${names.length - 3}`}
      </>
    );
  },
  End: ({ item }) => (
    <>
      <TeamBadges teams={item.teams} />
      <Badge>{typeName(item.connectorType)}</Badge>
    </>
  ),
  View,
  Fields: ActionFields,
  blank: ({ source }) => ({
    name: '',
    connectorType: '',
    connectorId: '',
    triggerMode: 'AUTOMATIC',
    triggerTypes: ['alert-created'],
    alertSources: source && /^\d+$/.test(source) ? [{ id: Number(source) }] : [],
    conditions: '',
    params: {},
    delaySec: undefined,
    notResolvedDelaySec: undefined,
    escalationEndedDelaySec: undefined,
    alertFilter: undefined,
    teams: [],
  }),
  draftOf: (action) => ({
    name: action.name,
    connectorType: action.connectorType as ActionType,
    connectorId: action.connectorId,
    triggerMode: action.triggerMode,
    triggerTypes: action.triggerTypes as Trigger[],
    alertSources: [...sourcesOf(action)],
    conditions: action.conditions ?? '',
    params: action.params,
    delaySec: action.delaySec,
    notResolvedDelaySec: action.notResolvedDelaySec,
    escalationEndedDelaySec: action.escalationEndedDelaySec,
    alertFilter: action.alertFilter,
    teams: action.teams,
  }),
  create: (draft) => api.POST('/alert-actions', { body: bodyOf(draft) }),
  save: (id, draft, headers) =>
    api.PUT('/alert-actions/{id}', { params: { path: { id } }, headers, body: bodyOf(draft) }),
  remove: (id) => api.DELETE('/alert-actions/{id}', { params: { path: { id } } }),
};

export default resourceScreen(alertActions);
