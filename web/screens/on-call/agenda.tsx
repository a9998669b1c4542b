import { useMemo } from 'preact/hooks';
import type { Zone } from '../../../functions/domain/zone.ts';
import { clockTime } from '../../time/format.ts';
import { Avatar, nameOf } from '../../ui/states.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { type AgendaEntry, agendaOf } from './agenda.ts';
import type { Bar } from './lanes.ts';
import { type Plan, personIn } from './plan.ts';
import { dateText } from './ruler-texts.ts';
import type { Window } from './times.ts';
import { onCallWords } from './words.ts';
import './agenda.css';

interface AgendaProps {
  readonly plans: readonly Plan[];
  readonly window: Window;
  readonly zone: Zone;
  readonly now: number;
  readonly own: number;
  readonly onPick: (plan: Plan, bar: Bar) => void;
}

/** Day by day who is on call: the calendar where there is no room for lines. */
export function Agenda({ plans, window, zone, now, own, onPick }: AgendaProps) {
  const text = useWords(onCallWords);
  const language = useLanguage();
  const days = useMemo(() => agendaOf(plans, window, zone), [plans, window.start, window.end, zone]);
  return (
    <ol class="on-call-agenda">
      {days.map(({ day, entries }) => {
        const isToday = day.start <= now && now < day.end;
        return (
          <li key={day.date} class={isToday ? 'today' : day.isWeekend ? 'weekend' : ''}>
            <h3>
              {dateText(day.date, language, { weekday: 'long', day: 'numeric', month: 'long' })}
              {isToday && <span class="on-call-today">{text.today}</span>}
              {day.hours !== 24 && (
                <span class="on-call-set">{day.hours === 23 ? text.clockForward : text.clockBack}</span>
              )}
            </h3>
            {entries.length === 0 && <p class="faint">{text.nothingThatDay}</p>}
            <ul>
              {entries.map((entry) => (
                <Entry
                  key={`${entry.plan.id} ${entry.start}`}
                  entry={entry}
                  zone={zone}
                  isOwn={entry.bar.userId === own}
                  withName={plans.length > 1}
                  onPick={() => onPick(entry.plan, entry.bar)}
                />
              ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}

interface EntryProps {
  readonly entry: AgendaEntry;
  readonly zone: Zone;
  readonly isOwn: boolean;
  readonly withName: boolean;
  readonly onPick: () => void;
}

function Entry({ entry, zone, isOwn, withName, onPick }: EntryProps) {
  const text = useWords(onCallWords);
  const language = useLanguage();
  const { plan, bar, start, end, isContinued, goesOn } = entry;
  const person = bar.userId === undefined ? undefined : personIn(plan, bar.userId);
  const zoned = { language, timezone: zone.name };
  const time =
    isContinued && goesOn
      ? text.wholeDay
      : isContinued
        ? text.until(clockTime(end, zoned))
        : goesOn
          ? text.from(clockTime(start, zoned))
          : `${clockTime(start, zoned)}–${clockTime(end, zoned)}`;
  return (
    <li>
      <button
        type="button"
        class={['on-call-entry', person === undefined && 'gap', isOwn && 'own'].filter(Boolean).join(' ')}
        onClick={onPick}
      >
        <span class="on-call-entry-time number">{time}</span>
        {person && <Avatar person={person} />}
        <span class="grow">
          <bdi class="on-call-entry-name">{person === undefined ? text.gap : nameOf(person)}</bdi>
          {(withName || bar.override || isOwn) && (
            <span class="faint small">
              {[isOwn && text.me, withName && plan.name, bar.override && text.override].filter(Boolean).join(' · ')}
            </span>
          )}
        </span>
      </button>
    </li>
  );
}
