import { Plus, Trash } from 'lucide-preact';
import { daysOfWeek } from '../../../functions/domain/schedule/week.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { SegmentField, SelectField, TextField } from '../../ui/field.tsx';
import { type Language, useLanguage, useWords } from '../../words/language.tsx';
import { partOfWeek, presetTimes } from './blank.ts';
import { editorWords } from './editor-words.ts';
import { type DayName, inOrder, type RestrictionForm } from './form.ts';
import { dateText } from './ruler-texts.ts';

interface RestrictionFieldsProps {
  readonly value: readonly RestrictionForm[];
  readonly onInput: (value: readonly RestrictionForm[]) => void;
  /** Where they stand in the body that is sent. */
  readonly name: string;
}

/** When a layer counts: always, at times of days, or in parts of the week. */
export function RestrictionFields({ value, onInput, name }: RestrictionFieldsProps) {
  const text = useWords(editorWords);
  const isRestricted = value.length > 0;
  const set = (at: number, next: RestrictionForm) => onInput(value.map((one, index) => (index === at ? next : one)));
  return (
    <div class="stack tight">
      <SegmentField
        label={text.when}
        name={name}
        value={isRestricted ? 'times' : 'always'}
        onInput={(next) => onInput(next === 'times' ? [presetTimes('office')] : [])}
        options={[
          { value: 'always', text: text.always },
          { value: 'times', text: text.atTimes },
        ]}
      />
      {value.map((one, at) => (
        <div class="on-call-times" key={one.key}>
          {one.kind === 'daily' ? (
            <Daily value={one} onInput={(next) => set(at, next)} />
          ) : (
            <Weekly value={one} onInput={(next) => set(at, next)} />
          )}
          <IconButton
            size="small"
            label={text.removeTimes}
            onClick={() => onInput(value.filter((_, index) => index !== at))}
          >
            <Trash aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      {isRestricted && (
        <div class="row">
          <Button
            size="small"
            icon={<Plus aria-hidden="true" />}
            onClick={() => onInput([...value, presetTimes('nights')])}
          >
            {text.addTimes}
          </Button>
          <Button size="small" icon={<Plus aria-hidden="true" />} onClick={() => onInput([...value, partOfWeek()])}>
            {text.addPart}
          </Button>
        </div>
      )}
    </div>
  );
}

type OfKind<Kind extends RestrictionForm['kind']> = Extract<RestrictionForm, { kind: Kind }>;

interface KindProps<Kind extends RestrictionForm['kind']> {
  readonly value: OfKind<Kind>;
  readonly onInput: (value: OfKind<Kind>) => void;
}

function Daily({ value, onInput }: KindProps<'daily'>) {
  const text = useWords(editorWords);
  const language = useLanguage();
  const toggle = (day: DayName) =>
    onInput({
      ...value,
      days: inOrder(value.days.includes(day) ? value.days.filter((one) => one !== day) : [...value.days, day]),
    });
  return (
    <div class="on-call-daily">
      <fieldset class="on-call-weekdays">
        <legend class="unseen">{text.days}</legend>
        {daysOfWeek.map((day) => (
          <label key={day} title={dayName(day, language)}>
            <input
              type="checkbox"
              aria-label={dayName(day, language)}
              checked={value.days.includes(day)}
              onChange={() => toggle(day)}
            />
            <span aria-hidden="true">{dayName(day, language, 'short').slice(0, 2)}</span>
          </label>
        ))}
      </fieldset>
      <TextField label={text.from} type="time" value={value.from} onInput={(from) => onInput({ ...value, from })} />
      <TextField
        label={value.from < value.to ? text.to : `${text.to} (${text.toNextDay})`}
        type="time"
        value={value.to}
        onInput={(to) => onInput({ ...value, to })}
      />
    </div>
  );
}

function Weekly({ value, onInput }: KindProps<'weekly'>) {
  const text = useWords(editorWords);
  const language = useLanguage();
  const options = daysOfWeek.map((day) => ({ value: day, text: dayName(day, language) }));
  return (
    <div class="on-call-weekly">
      <SelectField
        label={text.from}
        value={value.fromDay}
        options={options}
        onInput={(fromDay) => onInput({ ...value, fromDay })}
      />
      <TextField label={text.clock} type="time" value={value.from} onInput={(from) => onInput({ ...value, from })} />
      <SelectField
        label={text.to}
        value={value.toDay}
        options={options}
        onInput={(toDay) => onInput({ ...value, toDay })}
      />
      <TextField label={text.clock} type="time" value={value.to} onInput={(to) => onInput({ ...value, to })} />
    </div>
  );
}

/** The first of June 2026 was a Monday. */
export const dayName = (day: DayName, language: Language, weekday: 'long' | 'short' = 'long'): string =>
  dateText(`2026-06-0${daysOfWeek.indexOf(day) + 1}`, language, { weekday });
