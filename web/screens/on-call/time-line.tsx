import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import type { Zone } from '../../../functions/domain/zone.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { coloursOf, placeOf } from './drawing.ts';
import { LaneTrack } from './lane-track.tsx';
import type { Bar, Lane } from './lanes.ts';
import { useWidth } from './measured.ts';
import type { Plan } from './plan.ts';
import { Grid, Ruler } from './ruler.tsx';
import type { Window } from './times.ts';
import { onCallWords } from './words.ts';
import './time-line.css';

/** A line of the calendar: a lane, with what stands before it. */
export interface TimeLineRow {
  readonly plan: Plan;
  readonly lane: Lane;
  readonly label: ComponentChildren;
  /** For who listens. */
  readonly name: string;
}

export interface NamedZone {
  readonly zone: Zone;
  readonly label: ComponentChildren;
}

interface TimeLineProps {
  readonly label: string;
  readonly rows: readonly TimeLineRow[];
  readonly window: Window;
  /** The first one's days are those of the calendar. */
  readonly zones: readonly NamedZone[];
  readonly now: number;
  /** Whose shifts are marked. */
  readonly own: number;
  readonly onPick?: (row: TimeLineRow, bar: Bar) => void;
  /** Somebody has drawn along a lane. */
  readonly onDraw?: ((row: TimeLineRow, drawn: Window) => void) | undefined;
  /** Somebody wants to see what is too narrow here. */
  readonly onCloser?: (at: number) => void;
}

/** Shifts along a line of time, lane below lane, with the days of each zone above them. */
export function TimeLine({ label, rows, window, zones, now, own, onPick, onDraw, onCloser }: TimeLineProps) {
  const text = useWords(onCallWords);
  const language = useLanguage();
  const track = useRef<HTMLDivElement>(null);
  const pixels = useWidth(track, 900);
  const colours = useMemo(() => coloursOf(rows.flatMap(({ plan }) => [...plan.people.values()])), [rows]);
  const main = zones[0]?.zone;
  if (main === undefined) return null;
  const at = placeOf(now, window);
  return (
    <section class="on-call-line" aria-label={label}>
      <div class="on-call-rulers">
        {zones.map(({ zone, label: named }, index) => (
          <div class={index === 0 ? 'on-call-ruler main' : 'on-call-ruler'} key={zone.name}>
            <div class="on-call-label faint small">{named}</div>
            <Ruler window={window} zone={zone} pixels={pixels} />
          </div>
        ))}
      </div>
      <div class="on-call-lanes">
        <div class="on-call-behind" ref={track}>
          <Grid window={window} zone={main} pixels={pixels} />
          {at >= 0 && at <= 1 && (
            <div class="on-call-now" style={{ left: `${at * 100}%` }}>
              <span class="unseen">{text.now}</span>
            </div>
          )}
        </div>
        {rows.map((row) => (
          <div class={`on-call-lane ${row.lane.kind}`} key={`${row.plan.id} ${row.lane.key}`}>
            <div class="on-call-label">{row.label}</div>
            <LaneTrack
              row={row}
              window={window}
              zone={main}
              pixels={pixels}
              own={own}
              language={language}
              colours={colours}
              onPick={onPick && ((bar) => onPick(row, bar))}
              onDraw={onDraw && ((drawn) => onDraw(row, drawn))}
              onCloser={onCloser}
            />
          </div>
        ))}
      </div>
    </section>
  );
}
