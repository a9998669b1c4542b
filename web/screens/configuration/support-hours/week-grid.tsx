import { Button } from '../../../ui/button.tsx';
import { useFieldError } from '../../../ui/form.tsx';
import { useWords } from '../../../words/language.tsx';
import { days, hoursOf, stretchesOf, type Week } from './week.ts';
import { supportWords } from './words.ts';
import './support-hours.css';

/** A week as seven bars, midnight to midnight. */
export function WeekBars({ week }: { readonly week: Week }) {
  const text = useWords(supportWords);
  const stretches = stretchesOf(week);
  return (
    <div class="week">
      <ol class="week-bars">
        {days.map((day) => (
          <li key={day}>
            <span class="week-day">{text.days[day]}</span>
            <span class="week-bar">
              {stretches
                .filter((stretch) => stretch.day === day)
                .map(({ from, until }) => (
                  <i key={from} style={{ left: `${from / 14.4}%`, width: `${(until - from) / 14.4}%` }} />
                ))}
            </span>
            <span class="week-hours number">
              {week[day] ? `${week[day].start} – ${week[day].end}` : <span class="faint">{text.closed}</span>}
            </span>
          </li>
        ))}
      </ol>
      <p class="faint small">{text.perWeek(Math.round(hoursOf(week) * 10) / 10)}</p>
    </div>
  );
}

/** The hours of each day to be entered. */
export function WeekField({ week, onInput }: { readonly week: Week; readonly onInput: (week: Week) => void }) {
  const text = useWords(supportWords);
  const wrong = useFieldError('supportDays');
  const first = days.map((day) => week[day]).find(Boolean);
  return (
    <fieldset class="field">
      <legend>{text.fields.supportDays}</legend>
      <ol class="week-fields">
        {days.map((day) => {
          const hours = week[day];
          return (
            <li key={day}>
              <label class="check">
                <input
                  type="checkbox"
                  checked={Boolean(hours)}
                  onChange={(event) =>
                    onInput({
                      ...week,
                      [day]: event.currentTarget.checked ? (first ?? { start: '09:00', end: '17:00' }) : null,
                    })
                  }
                />
                <span>{text.days[day]}</span>
              </label>
              {hours ? (
                <span class="week-times">
                  <input
                    class="input"
                    type="time"
                    aria-label={text.from(text.days[day])}
                    value={hours.start}
                    onInput={(event) => onInput({ ...week, [day]: { ...hours, start: event.currentTarget.value } })}
                  />
                  <span aria-hidden="true">–</span>
                  <input
                    class="input"
                    type="time"
                    aria-label={text.until(text.days[day])}
                    value={hours.end}
                    onInput={(event) => onInput({ ...week, [day]: { ...hours, end: event.currentTarget.value } })}
                  />
                </span>
              ) : (
                <span class="faint">{text.closed}</span>
              )}
            </li>
          );
        })}
      </ol>
      <div class="row">
        <Button
          size="small"
          disabled={!first}
          onClick={() => onInput(Object.fromEntries(days.map((day) => [day, week[day] && first ? first : null])))}
        >
          {text.copyDown}
        </Button>
      </div>
      <div class="hint">{text.overMidnight}</div>
      {wrong && <div class="wrong">{wrong}</div>}
    </fieldset>
  );
}
