import { Plus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { serverNow } from '../../time/now.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckField, SegmentField, TextField } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { PickManyField, TimezoneField } from '../../ui/pick.tsx';
import { useWords } from '../../words/language.tsx';
import { newLayer } from './blank.ts';
import { editorWords } from './editor-words.ts';
import type { ScheduleForm } from './form.ts';
import { LayerFields } from './layer-fields.tsx';
import { ShiftFields } from './shift-fields.tsx';
import { zoneName } from './texts.ts';
import { knownZone } from './times.ts';

interface ScheduleFieldsProps {
  readonly form: ScheduleForm;
  readonly set: (change: Partial<ScheduleForm>) => void;
  readonly isNew: boolean;
}

/** All that is entered of a schedule. */
export function ScheduleFields({ form, set, isNew }: ScheduleFieldsProps) {
  const text = useWords(editorWords);
  return (
    <>
      <Card>
        <div class="stack">
          <TextField
            label={text.name}
            name="name"
            value={form.name}
            maxLength={255}
            onInput={(name) => set({ name })}
          />
          {isNew ? (
            <>
              <TimezoneField
                label={text.timezone}
                name="timezone"
                value={form.timezone}
                hint={text.timezoneHint}
                onInput={(timezone) => set({ timezone })}
              />
              <SegmentField
                label={text.type}
                name="type"
                value={form.type}
                onInput={(type) => set({ type })}
                options={(['RECURRING', 'STATIC'] as const).map((value) => ({ value, text: text.types[value] }))}
              />
            </>
          ) : (
            <p class="faint">
              {text.types[form.type]} · {zoneName(form.timezone)}. {text.timezoneHint}
            </p>
          )}
          <PickManyField
            kind="teams"
            label={text.teams}
            name="teams"
            optional
            value={form.teams}
            onInput={(teams) => set({ teams })}
          />
          <CheckField
            label={form.type === 'STATIC' ? text.showGaps : text.showGapsRecurring}
            hint={form.type === 'STATIC' ? text.showGapsHint : undefined}
            name="showGaps"
            value={form.showGaps}
            onInput={(showGaps) => set({ showGaps })}
          />
        </div>
      </Card>
      {form.type === 'RECURRING' ? <Layers form={form} set={set} /> : <Shifts form={form} set={set} />}
    </>
  );
}

type PartProps = Omit<ScheduleFieldsProps, 'isNew'>;

/** The layer that wins stands above, as in the calendar; the API has it last. */
function Layers({ form, set }: PartProps) {
  const text = useWords(editorWords);
  const { layers } = form;
  const [open, setOpen] = useState(layers.length === 1 ? layers[0]?.key : undefined);
  const add = () => {
    const layer = newLayer(serverNow(), knownZone(form.timezone));
    setOpen(layer.key);
    set({ layers: [...layers, layer] });
  };
  const move = (from: number, to: number) => {
    const next = [...layers];
    const [layer] = next.splice(from, 1);
    if (layer) next.splice(to, 0, layer);
    setOpen(layer?.key);
    set({ layers: next });
  };
  return (
    <Card
      title={text.layers}
      flush
      actions={
        <Button size="small" icon={<Plus aria-hidden="true" />} onClick={add}>
          {text.addLayer}
        </Button>
      }
    >
      {layers.length > 1 && <p class="faint small on-call-layers-hint">{text.layersHint}</p>}
      {layers
        .map((layer, index) => (
          <LayerFields
            key={layer.key}
            layer={layer}
            index={index}
            count={layers.length}
            isOpen={layer.key === open}
            onInput={(next) => set({ layers: layers.map((one, at) => (at === index ? next : one)) })}
            onMove={(to) => move(index, to)}
            onRemove={() => set({ layers: layers.filter((_, at) => at !== index) })}
          />
        ))
        .reverse()}
    </Card>
  );
}

function Shifts({ form, set }: PartProps) {
  const text = useWords(editorWords);
  return (
    <Card title={text.shifts}>
      <div class="stack">
        <SegmentField
          label={text.source}
          value={form.isImported ? 'imported' : 'entered'}
          onInput={(source) => set({ isImported: source === 'imported' })}
          options={(['entered', 'imported'] as const).map((value) => ({ value, text: text.sources[value] }))}
        />
        {form.isImported ? (
          <TextField
            label={text.calendarUrl}
            name="calendarUrl"
            type="url"
            code
            value={form.calendarUrl}
            hint={text.calendarHint}
            onInput={(calendarUrl) => set({ calendarUrl })}
          />
        ) : (
          <ShiftFields form={form} zone={knownZone(form.timezone)} set={set} />
        )}
      </div>
    </Card>
  );
}
