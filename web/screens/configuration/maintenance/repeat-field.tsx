import { NumberField, SelectField, TextField } from '../../../ui/field.tsx';
import { useWords } from '../../../words/language.tsx';
import { type Repeat, readRepeat, ruleDays, writeRepeat } from './recurrence.ts';
import { maintenanceWords } from './words.ts';

/** How planned work comes again. */
export function RepeatField({
  rule,
  onInput,
}: {
  readonly rule: string | null;
  readonly onInput: (rule: string | null) => void;
}) {
  const text = useWords(maintenanceWords);
  const repeat = readRepeat(rule);
  const set = (next: Repeat) => onInput(writeRepeat(next) ?? null);
  const choose = (kind: Repeat['kind']) => {
    if (kind === 'never') set({ kind });
    else if (kind === 'rule') set({ kind, rule: rule ?? 'FREQ=MONTHLY;BYDAY=1SU' });
    else if (kind === 'weekly') set({ kind, interval: 1, days: [], until: '' });
    else set({ kind, interval: 1, until: '' });
  };
  return (
    <>
      <SelectField<Repeat['kind']>
        label={text.fields.recurrence}
        name={repeat.kind === 'rule' ? undefined : 'recurrence'}
        value={repeat.kind}
        onInput={choose}
        options={(['never', 'daily', 'weekly', 'monthly', 'rule'] as const).map((value) => ({
          value,
          text: text.kinds[value],
        }))}
      />
      {repeat.kind === 'rule' && (
        <TextField
          code
          label={text.rule}
          name="recurrence"
          hint={text.ruleHint}
          value={repeat.rule}
          onInput={(next) => onInput(next)}
        />
      )}
      {repeat.kind === 'weekly' && (
        <fieldset class="field">
          <legend>{text.onDays}</legend>
          <div class="segments">
            {ruleDays.map((day) => (
              <label key={day}>
                <input
                  type="checkbox"
                  checked={repeat.days.includes(day)}
                  onChange={(event) =>
                    set({
                      ...repeat,
                      days: event.currentTarget.checked
                        ? [...repeat.days, day]
                        : repeat.days.filter((one) => one !== day),
                    })
                  }
                />
                {text.days[day]}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {repeat.kind !== 'never' && repeat.kind !== 'rule' && (
        <div class="columns">
          <NumberField
            label={`${text.interval} … ${text.intervalUnits[repeat.kind]}`}
            min="1"
            value={repeat.interval}
            onInput={(interval) => set({ ...repeat, interval: interval ?? 1 })}
          />
          <TextField
            type="date"
            label={text.lastDay}
            optional
            value={repeat.until}
            onInput={(until) => set({ ...repeat, until })}
          />
        </div>
      )}
    </>
  );
}

/** The same in words. */
export function RepeatText({ rule }: { readonly rule: string }) {
  const text = useWords(maintenanceWords);
  const repeat = readRepeat(rule);
  if (repeat.kind === 'never') return null;
  if (repeat.kind === 'rule') return <code>{repeat.rule}</code>;
  const days = repeat.kind === 'weekly' ? repeat.days.map((day) => text.days[day]).join(', ') : '';
  return (
    <>
      {[text.intervalOf[repeat.kind](repeat.interval), days, repeat.until && `${text.lastDay}: ${repeat.until}`]
        .filter(Boolean)
        .join(' · ')}
    </>
  );
}
