import { User } from 'lucide-preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Zone } from '../../../functions/domain/zone.ts';
import { nameOf } from '../../ui/states.tsx';
import { type Language, useWords } from '../../words/language.tsx';
import { type Drawn, drawn, evenly, type Scale, stripes } from './drawing.ts';
import type { Bar } from './lanes.ts';
import { type Plan, personIn } from './plan.ts';
import { pixelsPerHour } from './ruler.tsx';
import { windowText } from './texts.ts';
import type { TimeLineRow } from './time-line.tsx';
import { snapFor, snapped, type Window } from './times.ts';
import { onCallWords } from './words.ts';

interface LaneTrackProps {
  readonly row: TimeLineRow;
  readonly window: Window;
  readonly zone: Zone;
  readonly pixels: number;
  /** How time lies on the lane, where not evenly. */
  readonly scale?: Scale;
  readonly own: number;
  readonly language: Language;
  readonly colours: ReadonlyMap<number, string>;
  readonly onPick: ((bar: Bar) => void) | undefined;
  readonly onDraw: ((drawn: Window) => void) | undefined;
  readonly onCloser: ((at: number) => void) | undefined;
}

/** A press that moves less than this is no drag. */
const leastDrag = 6;

/** One lane: its bars, each a button (arrows go from one to the next), and what somebody draws along it. */
export function LaneTrack(props: LaneTrackProps) {
  const { row, window, zone, pixels, scale = evenly(window), language, onDraw } = props;
  const { plan, lane } = row;
  const track = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number }>();
  const wasDrag = useRef(false);
  const shown = useMemo(
    () => drawn(lane.bars, window, pixels, scale),
    [lane.bars, window.start, window.end, pixels, props.scale],
  );
  const minutes = snapFor(pixelsPerHour(window, pixels));
  const momentOf = (event: PointerEvent): number => {
    const { left, width } = track.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    return snapped(scale.momentAt((event.clientX - left) / width), minutes, zone);
  };
  const chosen = drag && { start: Math.min(drag.from, drag.to), end: Math.max(drag.from, drag.to) };

  const begin = (down: PointerEvent) => {
    if (!onDraw || down.button !== 0) return;
    const from = momentOf(down);
    wasDrag.current = false;
    const move = (event: PointerEvent) => {
      if (Math.abs(event.clientX - down.clientX) > leastDrag) wasDrag.current = true;
      if (wasDrag.current) setDrag({ from, to: momentOf(event) });
    };
    const end = (event: PointerEvent | KeyboardEvent) => {
      if (event instanceof KeyboardEvent && event.key !== 'Escape') return;
      globalThis.removeEventListener('pointermove', move);
      globalThis.removeEventListener('pointerup', end);
      globalThis.removeEventListener('pointercancel', end);
      globalThis.removeEventListener('keydown', end);
      setDrag(undefined);
      if (!(event instanceof PointerEvent) || event.type !== 'pointerup' || !wasDrag.current) return;
      const to = momentOf(event);
      if (to !== from) onDraw({ start: Math.min(from, to), end: Math.max(from, to) });
    };
    globalThis.addEventListener('pointermove', move);
    globalThis.addEventListener('pointerup', end);
    globalThis.addEventListener('pointercancel', end);
    globalThis.addEventListener('keydown', end);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const all = [...(track.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const next = all[all.indexOf(document.activeElement as HTMLElement) + step];
    next?.focus();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a lane is no fieldset
    <div
      ref={track}
      class={onDraw ? 'on-call-track drawable' : 'on-call-track'}
      role="group"
      aria-label={row.name}
      onPointerDown={begin}
      onKeyDown={onKeyDown}
      onClickCapture={(event) => {
        if (!wasDrag.current) return;
        wasDrag.current = false;
        event.stopPropagation();
      }}
    >
      {shown.map((one, index) => (
        <Piece key={one.kind === 'bar' ? one.bar.start : one.left} {...props} plan={plan} one={one} index={index} />
      ))}
      {chosen && chosen.end > chosen.start && (
        <div class="on-call-drawn" style={between(scale.placeOf(chosen.start), scale.placeOf(chosen.end))}>
          <span>{windowText(chosen, { language, timezone: zone.name })}</span>
        </div>
      )}
    </div>
  );
}

const between = (left: number, right: number) => ({ left: `${left * 100}%`, width: `${(right - left) * 100}%` });

type PieceProps = LaneTrackProps & { readonly plan: Plan; readonly one: Drawn; readonly index: number };

function Piece({ one, index, plan, row, window, zone, pixels, own, language, colours, onPick, onCloser }: PieceProps) {
  const text = useWords(onCallWords);
  const colour = ({ userId }: Bar): string =>
    userId === undefined ? 'var(--major-bar)' : (colours.get(userId) ?? 'var(--none)');
  const style = { left: `${one.left * 100}%`, width: `${one.width * 100}%` };
  const tabIndex = index === 0 ? 0 : -1;
  if (one.kind === 'crowd') {
    const time = { start: one.bars[0]?.start ?? 0, end: one.bars.at(-1)?.end ?? 0 };
    const label = `${text.crowd(one.bars.length)}, ${windowText(time, { language, timezone: zone.name })}`;
    return (
      <button
        type="button"
        class="on-call-crowd"
        tabIndex={tabIndex}
        style={{ ...style, backgroundImage: stripes(one, window, colour) }}
        aria-label={label}
        title={label}
        onClick={() => onCloser?.(time.start)}
      />
    );
  }
  const { bar } = one;
  const isGap = bar.userId === undefined;
  const name = bar.userId === undefined ? text.gap : nameOf(personIn(plan, bar.userId));
  const isOwn = bar.userId === own;
  const said = [
    name,
    isOwn && `(${text.me})`,
    windowText(bar, { language, timezone: zone.name }),
    bar.override && row.lane.kind === 'final' && text.override,
  ]
    .filter(Boolean)
    .join(' · ');
  const width = one.width * pixels;
  const className = [
    'on-call-bar',
    width < 24 && 'slim',
    isGap && 'gap',
    isOwn && 'own',
    bar.override && 'override',
    one.isCutBefore && 'before',
    one.isCutAfter && 'after',
  ];
  return (
    <button
      type="button"
      class={className.filter(Boolean).join(' ')}
      tabIndex={tabIndex}
      style={{ ...style, '--shift': colour(bar) }}
      aria-label={said}
      title={said}
      onClick={() => onPick?.(bar)}
    >
      {width >= 56 && isOwn && <User aria-hidden="true" />}
      {width >= (isGap ? 110 : 84) ? (
        <span class="one-line">{name}</span>
      ) : (
        !isGap && width >= 34 && <i class="on-call-initials" data-initials={initials(name)} />
      )}
    </button>
  );
}

const initials = (name: string): string => {
  const letters = name.split(/\s+/).map((part) => [...part][0] ?? '');
  return [letters[0], letters.length > 1 ? letters.at(-1) : ''].join('').toUpperCase();
};
