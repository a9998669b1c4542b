import type { Zone } from '../../../functions/domain/zone.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { placeOf } from './drawing.ts';
import { dayLabel, monthLabel } from './ruler-texts.ts';
import { type Day, daysIn, hour, hoursOf, type Window } from './times.ts';
import { onCallWords } from './words.ts';

const percent = (place: number): string => `${(place * 100).toFixed(4)}%`;

/** Where something stands on a track, cut to the window. */
export const placed = (part: Window, window: Window) => {
  const left = Math.max(placeOf(part.start, window), 0);
  return { left: percent(left), width: percent(Math.min(placeOf(part.end, window), 1) - left) };
};

interface RulerProps {
  readonly window: Window;
  readonly zone: Zone;
  readonly pixels: number;
}

/** The days of a zone, each as long as it really is; closer the hours as well, from afar the months alone. */
export function Ruler({ window, zone, pixels }: RulerProps) {
  const language = useLanguage();
  const days = daysIn(window, zone);
  const perDay = pixelsPerHour(window, pixels) * 24;
  const every = perDay >= 420 ? 3 : perDay >= 130 ? 6 : perDay >= 84 ? 12 : undefined;
  return (
    <div class="on-call-ruler-track">
      {days.length > 10 && (
        <div class="on-call-months">
          {monthsOf(days).map((month) => (
            <span key={month.start} style={placed(month, window)}>
              {monthLabel(month.date, language, ((month.end - month.start) / (window.end - window.start)) * pixels)}
            </span>
          ))}
        </div>
      )}
      <div class="on-call-days">
        {days.map((day, index) => (
          <DayCell key={day.start} day={day} window={window} perDay={perDay} pixels={pixels} isFirst={index === 0} />
        ))}
      </div>
      {every !== undefined && (
        <div class="on-call-hours" aria-hidden="true">
          {days.flatMap((day) =>
            hoursOf(day, every, zone)
              .filter(({ at }) => at >= window.start && at < window.end)
              .map(({ at, text }) => (
                <span key={at} style={{ left: percent(placeOf(at, window)) }}>
                  {text.slice(0, 2)}
                </span>
              )),
          )}
        </div>
      )}
    </div>
  );
}

interface DayCellProps {
  readonly day: Day;
  readonly window: Window;
  readonly perDay: number;
  readonly pixels: number;
  readonly isFirst: boolean;
}

function DayCell({ day, window, perDay, pixels, isFirst }: DayCellProps) {
  const language = useLanguage();
  const text = useWords(onCallWords);
  const shown = (Math.min(day.end, window.end) - Math.max(day.start, window.start)) / (window.end - window.start);
  const isCut = shown < (day.end - day.start) / (window.end - window.start) - 1e-9;
  const label = isCut && shown * pixels < Math.min(perDay, 64) ? '' : dayLabel(day, language, perDay, isFirst);
  const isSet = day.hours !== 24;
  if (label === '' && !isSet) return null;
  const why = day.hours === 23 ? text.clockForward : day.hours === 25 ? text.clockBack : text.clockSet(day.hours);
  const className = ['on-call-day', day.isWeekend && 'weekend', isSet && 'set'].filter(Boolean).join(' ');
  return (
    <span class={className} style={placed(day, window)} title={isSet ? why : undefined}>
      {label}
      {isSet && (
        <b class="on-call-set">
          <span aria-hidden="true">{perDay >= 60 ? `${round(day.hours)} h` : ''}</span>
          <span class="unseen">{why}</span>
        </b>
      )}
    </span>
  );
}

const round = (hours: number): string => String(Math.round(hours * 100) / 100);

function monthsOf(days: readonly Day[]): readonly Day[] {
  const found: Day[] = [];
  for (const day of days) {
    const last = found.at(-1);
    if (last !== undefined && last.date.slice(0, 7) === day.date.slice(0, 7))
      found[found.length - 1] = { ...last, end: day.end };
    else found.push(day);
  }
  return found;
}

/** The lines between days behind the lanes, weekends in a shade, and days on which the clock is set. */
export function Grid({ window, zone, pixels }: RulerProps) {
  const days = daysIn(window, zone);
  const perDay = pixelsPerHour(window, pixels) * 24;
  return (
    <div class="on-call-grid" aria-hidden="true">
      {days
        .filter(({ isMonday, isFirstOfMonth, isWeekend, hours }) =>
          perDay >= 14 ? true : perDay >= 6 ? isMonday || isWeekend || hours !== 24 : isFirstOfMonth || hours !== 24,
        )
        .map((day) => (
          <i
            key={day.start}
            class={[perDay >= 6 && day.isWeekend && 'weekend', day.hours !== 24 && 'set', day.isFirstOfMonth && 'month']
              .filter(Boolean)
              .join(' ')}
            style={placed(day, window)}
          />
        ))}
    </div>
  );
}

export const pixelsPerHour = ({ start, end }: Window, pixels: number): number => (pixels / (end - start)) * hour;
