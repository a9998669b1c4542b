import type { Api } from '../../../client/api.ts';
import { CheckField, NumberField, SegmentField, SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { PickField } from '../../../ui/pick.tsx';
import { useWords } from '../../../words/language.tsx';
import { TeamsField } from '../../configuration/framework/parts.tsx';
import type { FieldsProps } from '../../configuration/framework/resource.ts';
import type { MetricDraft } from './metric-body.ts';
import { metricWords } from './words.ts';

const aggregations = ['AVG', 'SUM', 'MIN', 'MAX', 'LAST'] as const;

/** The form of a metric. */
export function MetricFields({ draft, set, item }: FieldsProps<Api<'Metric'>, MetricDraft>) {
  const text = useWords(metricWords);
  const isNew = item === undefined;
  return (
    <>
      <TextField label={text.fields.name} name="name" value={draft.name} onInput={(name) => set({ name })} />
      <TextArea
        label={text.fields.description}
        name="description"
        optional
        value={draft.description}
        onInput={(description) => set({ description })}
      />
      <div class="columns">
        <SegmentField
          label={text.fields.displayType}
          name="displayType"
          value={draft.displayType}
          onInput={(displayType) => set({ displayType })}
          options={[
            { value: 'GRAPH', text: text.displays.GRAPH },
            { value: 'SINGLE', text: text.displays.SINGLE },
          ]}
        />
        <SelectField
          label={text.fields.aggregationType}
          name="aggregationType"
          hint={draft.aggregationType === 'LAST' ? text.lastHint : undefined}
          value={draft.aggregationType}
          onInput={(aggregationType) => set({ aggregationType })}
          options={aggregations.map((value) => ({ value, text: text.aggregations[value] }))}
        />
        <TextField
          label={text.fields.unitLabel}
          name="unitLabel"
          optional
          value={draft.unitLabel}
          onInput={(unitLabel) => set({ unitLabel })}
        />
      </div>
      <div class="columns">
        <NumberField
          label={text.fields.lockYAxisMin}
          name="lockYAxisMin"
          hint={text.axisHint}
          optional
          step="any"
          value={draft.lockYAxisMin ?? undefined}
          onInput={(value) => set({ lockYAxisMin: value ?? null })}
        />
        <NumberField
          label={text.fields.lockYAxisMax}
          name="lockYAxisMax"
          optional
          step="any"
          value={draft.lockYAxisMax ?? undefined}
          onInput={(value) => set({ lockYAxisMax: value ?? null })}
        />
        <NumberField
          label={text.fields.mouseOverDecimal}
          name="mouseOverDecimal"
          optional
          min={0}
          max={6}
          value={draft.mouseOverDecimal ?? undefined}
          onInput={(value) => set({ mouseOverDecimal: value ?? null })}
        />
      </div>
      <div>
        <CheckField
          label={text.fields.interpolateGaps}
          name="interpolateGaps"
          value={draft.interpolateGaps}
          onInput={(interpolateGaps) => set({ interpolateGaps })}
        />
        <CheckField
          label={text.fields.showValuesOnMouseOver}
          name="showValuesOnMouseOver"
          value={draft.showValuesOnMouseOver}
          onInput={(showValuesOnMouseOver) => set({ showValuesOnMouseOver })}
        />
      </div>
      {(isNew || draft.dataSource) && (
        <PickField
          kind="metricDataSources"
          label={text.fields.dataSource}
          name="dataSource"
          hint={text.sourceHint}
          optional
          disabled={!isNew}
          value={draft.dataSource}
          onInput={(source) => set({ dataSource: source ?? null })}
        />
      )}
      {draft.dataSource && (
        <TextArea
          label={text.fields.metadata}
          name="metadata"
          hint={text.queryHint}
          code
          disabled={!isNew}
          value={draft.query}
          onInput={(query) => set({ query })}
        />
      )}
      <TeamsField value={[...draft.teams] as { id: number; name?: string }[]} onInput={(teams) => set({ teams })} />
    </>
  );
}
