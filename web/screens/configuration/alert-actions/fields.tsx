import { useAll } from '../../../client/all.ts';
import type { Api, Paths } from '../../../client/api.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { DurationField } from '../../../ui/duration.tsx';
import { SegmentField, TextArea, TextField } from '../../../ui/field.tsx';
import { useFieldError } from '../../../ui/form.tsx';
import { ChoiceField, PickManyField } from '../../../ui/pick.tsx';
import { Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { useTypes } from '../connectors/connectors.tsx';
import { type Params, ParamsField } from '../connectors/params-field.tsx';
import { type ActionType, typeName } from '../connectors/types.ts';
import { TeamsField } from '../framework/parts.tsx';
import type { FieldsProps } from '../framework/resource.ts';
import { actionWords } from './words.ts';

export type Action = Api<'AlertAction'>;
export type ActionBody = Paths['/alert-actions']['post']['requestBody']['content']['application/json'];
export type Trigger = NonNullable<ActionBody['triggerTypes']>[number];

export interface ActionDraft {
  name: string;
  connectorType: ActionType | '';
  connectorId: string;
  triggerMode: Action['triggerMode'];
  triggerTypes: Trigger[];
  alertSources: { id: number; name?: string }[];
  conditions: string;
  params: Params;
  delaySec: number | undefined;
  notResolvedDelaySec: number | undefined;
  escalationEndedDelaySec: number | undefined;
  alertFilter: Action['alertFilter'];
  teams: { id: number; name?: string }[];
}

export function ActionFields({ draft, set, item }: FieldsProps<Action, ActionDraft>) {
  const text = useWords(actionWords);
  const { fields } = text;
  const types = useTypes();
  const type = types?.find((one) => one.type === draft.connectorType);
  const choices = types
    ?.filter((one) => !one.isRetired)
    .map((one) => ({ key: one.type, text: typeName(one.type) }))
    .sort((a, b) => a.text.localeCompare(b.text));
  return (
    <>
      <ChoiceField
        label={fields.connectorType}
        name="connectorType"
        choices={choices}
        disabled={item !== undefined}
        value={
          draft.connectorType === '' ? undefined : { key: draft.connectorType, text: typeName(draft.connectorType) }
        }
        onInput={(choice) =>
          set({ connectorType: (choice?.key ?? '') as ActionDraft['connectorType'], connectorId: '', params: {} })
        }
      />
      <TextField label={fields.name} name="name" value={draft.name} onInput={(name) => set({ name })} />
      {type && type.connector !== 'none' && (
        <ConnectorField draft={draft} set={set} isOptional={type.connector === 'optional'} />
      )}
      {type && <ParamsField members={type.actionParams} value={draft.params} onInput={(params) => set({ params })} />}
      <PickManyField
        kind="sources"
        label={fields.alertSources}
        name="alertSources"
        hint={text.sourcesHint}
        optional
        value={draft.alertSources}
        onInput={(alertSources) => set({ alertSources: [...alertSources] })}
      />
      <SegmentField<Action['triggerMode']>
        label={fields.triggerMode}
        name="triggerMode"
        value={draft.triggerMode}
        onInput={(triggerMode) => set({ triggerMode })}
        options={(['AUTOMATIC', 'MANUAL'] as const).map((value) => ({ value, text: text.modes[value] }))}
      />
      {draft.triggerMode === 'AUTOMATIC' && <Triggers draft={draft} set={set} />}
      <TextArea
        code
        optional
        label={fields.conditions}
        name="conditions"
        hint={text.conditionsHint}
        value={draft.conditions}
        onInput={(conditions) => set({ conditions })}
      />
      {draft.alertFilter && <Notice tone="info">{text.filter}</Notice>}
      <TeamsField value={draft.teams} onInput={(teams) => set({ teams })} />
    </>
  );
}

type PartProps = Pick<FieldsProps<Action, ActionDraft>, 'draft' | 'set'>;

/** Connectors of the same tool. */
function ConnectorField({ draft, set, isOptional }: PartProps & { readonly isOptional: boolean }) {
  const text = useWords(actionWords);
  const { items, error } = useAll('/connectors');
  const fitting = items?.filter(({ type }) => type === draft.connectorType);
  const chosen = items?.find(({ id }) => id === draft.connectorId);
  return (
    <>
      <ChoiceField
        label={text.fields.connectorId}
        name="connectorId"
        optional={isOptional}
        error={error}
        choices={fitting?.map(({ id, name }) => ({ key: id, text: name }))}
        value={
          draft.connectorId === '' ? undefined : { key: draft.connectorId, text: chosen?.name ?? draft.connectorId }
        }
        onInput={(choice) => set({ connectorId: choice?.key ?? '' })}
      />
      {fitting?.length === 0 && !isOptional && (
        <Notice
          tone="info"
          actions={
            <LinkButton size="small" href="/configuration/connectors/new">
              {text.toConnectors}
            </LinkButton>
          }
        >
          {text.newConnector}
        </Notice>
      )}
    </>
  );
}

/** What sets it off, and how long it waits then. */
function Triggers({ draft, set }: PartProps) {
  const text = useWords(actionWords);
  const wrong = useFieldError('triggerTypes');
  const has = (trigger: Trigger) => draft.triggerTypes.includes(trigger);
  return (
    <>
      <fieldset class="field">
        <legend>{text.fields.triggerTypes}</legend>
        <div class="triggers">
          {(Object.keys(text.triggers) as Trigger[]).map((trigger) => (
            <label class="check" key={trigger}>
              <input
                type="checkbox"
                checked={has(trigger)}
                onChange={(event) =>
                  set({
                    triggerTypes: event.currentTarget.checked
                      ? [...draft.triggerTypes, trigger]
                      : draft.triggerTypes.filter((one) => one !== trigger),
                  })
                }
              />
              <span>{text.triggers[trigger]}</span>
            </label>
          ))}
        </div>
        {wrong && <div class="wrong">{wrong}</div>}
      </fieldset>
      {has('alert-created') && (
        <DurationField
          optional
          label={`${text.triggers['alert-created']}: ${text.fields.delaySec}`}
          name="delaySec"
          value={draft.delaySec}
          onInput={(delaySec) => set({ delaySec })}
        />
      )}
      {has('v-alert-not-resolved') && (
        <DurationField
          optional
          label={text.fields.notResolvedDelaySec}
          name="notResolvedDelaySec"
          value={draft.notResolvedDelaySec}
          onInput={(notResolvedDelaySec) => set({ notResolvedDelaySec })}
        />
      )}
      {has('alert-escalation-ended') && (
        <DurationField
          optional
          label={text.fields.escalationEndedDelaySec}
          name="escalationEndedDelaySec"
          value={draft.escalationEndedDelaySec}
          onInput={(escalationEndedDelaySec) => set({ escalationEndedDelaySec })}
        />
      )}
    </>
  );
}
