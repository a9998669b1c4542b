import { Plus, X } from 'lucide-preact';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { supportWords } from './words.ts';

export const statuses = ['OUTSIDE', 'DURING', 'NONE'] as const;
export type Status = (typeof statuses)[number];

export interface Exception {
  name: string;
  start: string;
  end: string;
  supportStatus: Status;
}

interface Props {
  readonly exceptions: readonly Exception[];
  readonly onInput: (exceptions: Exception[]) => void;
}

/** Days and hours that are otherwise than the week says. */
export function ExceptionsField({ exceptions, onInput }: Props) {
  const text = useWords(supportWords);
  const common = useWords(commonWords);
  const change = (at: number, what: Partial<Exception>) =>
    onInput(exceptions.map((one, index) => (index === at ? { ...one, ...what } : one)));
  return (
    <fieldset class="field">
      <legend>{text.fields.exceptions}</legend>
      {exceptions.length === 0 && <p class="faint">{text.noExceptions}</p>}
      <div class="stack tight">
        {exceptions.map((exception, at) => (
          <div class="week-exception" key={at}>
            <div class="columns">
              <TextField
                label={text.exceptionName}
                name={`exceptions.${at}.name`}
                value={exception.name}
                onInput={(name) => change(at, { name })}
              />
              <SelectField<Status>
                label={text.status}
                name={`exceptions.${at}.supportStatus`}
                value={exception.supportStatus}
                onInput={(supportStatus) => change(at, { supportStatus })}
                options={statuses.map((value) => ({ value, text: text.statuses[value] }))}
              />
            </div>
            <div class="columns">
              <TextField
                label={text.start}
                name={`exceptions.${at}.start`}
                placeholder="2026-12-24"
                value={exception.start}
                onInput={(start) => change(at, { start })}
              />
              <TextField
                label={text.end}
                name={`exceptions.${at}.end`}
                placeholder="2026-12-26T12:00"
                hint={text.endHint}
                value={exception.end}
                onInput={(end) => change(at, { end })}
              />
            </div>
            <div class="buttons">
              <Button
                size="small"
                icon={<X aria-hidden="true" />}
                onClick={() => onInput(exceptions.filter((_, index) => index !== at))}
              >
                {common.remove}
              </Button>
            </div>
          </div>
        ))}
      </div>
      <div class="row">
        <Button
          size="small"
          icon={<Plus aria-hidden="true" />}
          onClick={() => onInput([...exceptions, { name: '', start: '', end: '', supportStatus: 'OUTSIDE' }])}
        >
          {text.addException}
        </Button>
      </div>
    </fieldset>
  );
}
