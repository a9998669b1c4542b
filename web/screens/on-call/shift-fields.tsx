import { Plus, Trash } from 'lucide-preact';
import type { Zone } from '../../../functions/domain/zone.ts';
import { serverNow } from '../../time/now.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { DateTimeField, SelectField } from '../../ui/field.tsx';
import { useFieldError } from '../../ui/form.tsx';
import { PickField } from '../../ui/pick.tsx';
import { useWords } from '../../words/language.tsx';
import { nextShift } from './blank.ts';
import { editorWords } from './editor-words.ts';
import type { ScheduleForm, ShiftForm } from './form.ts';

interface ShiftFieldsProps {
  readonly form: ScheduleForm;
  readonly zone: Zone;
  readonly set: (change: Partial<ScheduleForm>) => void;
}

/** Shifts that are entered one by one; a new one begins where the last one ends. */
export function ShiftFields({ form, zone, set }: ShiftFieldsProps) {
  const text = useWords(editorWords);
  const wrong = useFieldError('shifts');
  const { shifts, defaultShiftDuration } = form;
  const change = (at: number, shift: ShiftForm) =>
    set({ shifts: shifts.map((one, index) => (index === at ? shift : one)) });
  return (
    <div class="stack">
      <SelectField
        label={text.duration}
        name="defaultShiftDuration"
        value={defaultShiftDuration}
        onInput={(next) => set({ defaultShiftDuration: next })}
        options={[...new Set([...Object.keys(text.durations), defaultShiftDuration])].map((value) => ({
          value,
          text: text.durations[value] ?? value,
        }))}
      />
      {wrong && <p class="wrong">{wrong}</p>}
      {shifts.length === 0 && <p class="faint">{text.noShifts}</p>}
      <ol class="on-call-shifts">
        {shifts.map((shift, at) => (
          <li key={shift.key}>
            <PickField
              kind="users"
              label={text.person}
              name={`shifts.${at}.user`}
              value={shift.user}
              onInput={(user) => change(at, { ...shift, user })}
            />
            <DateTimeField
              label={text.from}
              name={`shifts.${at}.start`}
              value={shift.start}
              onInput={(start) => change(at, { ...shift, start })}
            />
            <DateTimeField
              label={text.to}
              name={`shifts.${at}.end`}
              value={shift.end}
              onInput={(end) => change(at, { ...shift, end })}
            />
            <IconButton
              label={text.removeShift}
              onClick={() => set({ shifts: shifts.filter((_, index) => index !== at) })}
            >
              <Trash aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ol>
      <Button
        icon={<Plus aria-hidden="true" />}
        onClick={() => set({ shifts: [...shifts, nextShift(shifts, defaultShiftDuration, serverNow(), zone)] })}
      >
        {text.addShift}
      </Button>
    </div>
  );
}
