import { useMemo, useRef, useState } from 'preact/hooks';
import type { Zone } from '../../../functions/domain/zone.ts';
import { Button } from '../../ui/button.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { byDays, coloursOf } from './drawing.ts';
import { LaneTrack } from './lane-track.tsx';
import type { Bar } from './lanes.ts';
import { useWidth } from './measured.ts';
import { firstWeekdayOf, type MonthDay, type MonthWeek, peopleOf, rowsOfWeek, weeksOfMonth } from './month.ts';
import { arrowsAcross } from './month-keys.ts';
import { dateText } from './ruler-texts.ts';
import type { NamedZone, TimeLineRow } from './time-line.tsx';
import type { Window } from './times.ts';
import { onCallWords } from './words.ts';
import './time-line.css';
import './month.css';

/** The weeks of the month in which a moment lies, as this browser's people count them. */
export const useWeeks = (at: number, zone: Zone): readonly MonthWeek[] =>
  useMemo(() => weeksOfMonth(at, zone, firstWeekdayOf(navigator.language)), [at, zone]);

interface MonthGridProps {
  readonly label: string;
  readonly weeks: readonly MonthWeek[];
  readonly rows: readonly TimeLineRow[];
  readonly zone: NamedZone;
  readonly now: number;
  /** Whose shifts are marked. */
  readonly own: number;
  readonly onPick: (row: TimeLineRow, bar: Bar) => void;
  readonly onDraw: ((row: TimeLineRow, drawn: Window) => void) | undefined;
  readonly onCloser: (at: number) => void;
  readonly onStep: (count: number) => void;
}

/** So many lines a week has at first: a month has to fit a screen or two. */
const fewRows = 6;

/** A month: its weeks below one another, in each a line for each schedule, with shifts over the days. */
export function MonthGrid(props: MonthGridProps) {
  const { label, weeks, rows, zone, now, own, onPick, onDraw, onCloser, onStep } = props;
  const text = useWords(onCallWords);
  const language = useLanguage();
  const track = useRef<HTMLDivElement>(null);
  const pixels = useWidth(track, 900);
  const colours = useMemo(() => coloursOf(peopleOf(rows)), [rows]);
  const scales = useMemo(() => new Map(weeks.map((week) => [week, byDays(week.days)])), [weeks]);
  const [shown, setShown] = useState(fewRows);
  const few = rows.slice(0, shown);
  const columns = weeks[0]?.days ?? [];
  return (
    <section class="on-call-line on-call-month" aria-label={label}>
      <div class="on-call-rulers on-call-ruler">
        <div class="on-call-label faint small">{zone.label}</div>
        <div class="on-call-week-days faint small" ref={track} aria-hidden="true">
          {columns.map(({ date }) => (
            <span key={date}>{dateText(date, language, { weekday: 'short' })}</span>
          ))}
        </div>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the buttons within */}
      <div onKeyDown={(event) => arrowsAcross(event, onStep)}>
        {weeks.map((week) => (
          <div class="on-call-week" key={week.start}>
            <div class="on-call-behind on-call-week-days" aria-hidden="true">
              {week.days.map((day) => (
                <i key={day.date} class={lookOf(day)} />
              ))}
              <NowLine at={week.start <= now && now < week.end ? scales.get(week)?.placeOf(now) : undefined} />
            </div>
            <div class="on-call-ruler">
              <div class="on-call-label faint small">{week.number !== undefined && text.weekNumber(week.number)}</div>
              <div class="on-call-week-days">
                {week.days.map((day) => (
                  <DayHead key={day.date} day={day} isToday={day.start <= now && now < day.end} />
                ))}
              </div>
            </div>
            {rowsOfWeek(few, week).map((row) => (
              <div class={`on-call-lane ${row.lane.kind}`} key={`${row.plan.id} ${row.lane.key}`}>
                <div class="on-call-label">{row.label}</div>
                <LaneTrack
                  row={row}
                  window={week}
                  zone={zone.zone}
                  pixels={pixels}
                  scale={scales.get(week)}
                  own={own}
                  language={language}
                  colours={colours}
                  onPick={(bar) => onPick(row, bar)}
                  onDraw={onDraw && ((drawn) => onDraw(row, drawn))}
                  onCloser={onCloser}
                />
              </div>
            ))}
          </div>
        ))}
      </div>
      {rows.length > few.length && (
        <div class="on-call-month-more">
          <Button size="small" onClick={() => setShown(shown + 24)}>
            {text.moreSchedules(rows.length - few.length)}
          </Button>
        </div>
      )}
    </section>
  );
}

const lookOf = ({ isWeekend, isOutside, hours }: MonthDay): string =>
  [isWeekend && 'weekend', isOutside && 'outside', hours !== 24 && 'set'].filter(Boolean).join(' ');

function NowLine({ at }: { readonly at: number | undefined }) {
  return at === undefined ? null : <div class="on-call-now" style={{ left: `${at * 100}%` }} />;
}

function DayHead({ day, isToday }: { readonly day: MonthDay; readonly isToday: boolean }) {
  const text = useWords(onCallWords);
  const language = useLanguage();
  const { date, hours, isOutside, isFirstOfMonth } = day;
  const why = hours === 23 ? text.clockForward : hours === 25 ? text.clockBack : text.clockSet(hours);
  const whole = dateText(date, language, { weekday: 'long', day: 'numeric', month: 'long' });
  const brief = dateText(date, language, isFirstOfMonth ? { day: 'numeric', month: 'short' } : { day: 'numeric' });
  return (
    <span class={isOutside ? 'on-call-month-day outside' : 'on-call-month-day'} title={hours === 24 ? undefined : why}>
      <span class={isToday ? 'on-call-today' : undefined}>
        <time dateTime={date} aria-hidden="true">
          {brief}
        </time>
        <span class="unseen">{isToday ? `${whole}, ${text.today}` : whole}</span>
      </span>
      {hours !== 24 && (
        <b class="on-call-set">
          <span aria-hidden="true">{Math.round(hours * 100) / 100} h</span>
          <span class="unseen">{why}</span>
        </b>
      )}
    </span>
  );
}
