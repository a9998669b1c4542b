import { useState } from 'preact/hooks';
import type { Api } from '../../../client/api.ts';
import { dayAndTime } from '../../../time/format.ts';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { axisOf, heightOf, nearest, pathOf, type Series, ticksOf, timeOf } from './scale.ts';
import { metricWords } from './words.ts';
import './metrics.css';

type Metric = Api<'Metric'>;
export type Period = 'day' | 'week' | 'month';

const width = 1000;
const height = 260;
const locales = { en: 'en-GB', de: 'de-DE' } as const;

/** A value as people read it: `182.5 ms`. */
export function useValueText({ unitLabel, mouseOverDecimal }: Pick<Metric, 'unitLabel' | 'mouseOverDecimal'>) {
  const language = useLanguage();
  const format = new Intl.NumberFormat(locales[language], { maximumFractionDigits: mouseOverDecimal ?? 2 });
  return (value: number): string => `${format.format(value)}${unitLabel ? ` ${unitLabel}` : ''}`;
}

interface ChartProps {
  readonly metric: Metric;
  readonly series: Series;
  readonly period: Period;
}

/** A series as a line; whoever points at it, or goes along it with the arrow keys, is told its values. */
export function Chart({ metric, series, period }: ChartProps) {
  const text = useWords(metricWords);
  const language = useLanguage();
  const valueText = useValueText(metric);
  const [at, setAt] = useState<number>();
  const values = series.values.filter((value) => value !== null);
  if (values.length === 0)
    return (
      <div class="metrics-none">
        <p>{text.noValues}</p>
        <p class="faint">{text.noValuesWhy}</p>
      </div>
    );
  const axis = axisOf({ lowest: metric.lockYAxisMin, highest: metric.lockYAxisMax }, values);
  const last = series.values.length - 1;
  const index = at ?? nearest(series.values, 1) ?? last;
  const value = series.values[index];
  const time = dayAndTime(timeOf(series, index), { language });
  const point = (share: number) => setAt(nearest(series.values, share));
  const step = (by: number) => {
    let next = index + by;
    while (next >= 0 && next <= last && series.values[next] === null) next += by;
    if (next >= 0 && next <= last) setAt(next);
  };
  const label = text.graph(
    metric.name,
    text.periods[period],
    valueText(Math.min(...values)),
    valueText(Math.max(...values)),
  );
  return (
    <figure class="metrics-chart">
      <div class="metrics-field">
        <div class="metrics-ticks" aria-hidden="true">
          {ticksOf(axis).map((tick) => (
            <span key={tick} style={{ bottom: `${heightOf(tick, axis) * 100}%` }}>
              {valueText(tick)}
            </span>
          ))}
        </div>
        <div
          class="metrics-plot"
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={index}
          aria-valuetext={typeof value === 'number' ? text.at(valueText(value), time) : time}
          onPointerMove={({ currentTarget, clientX }) => {
            const edge = currentTarget.getBoundingClientRect();
            point((clientX - edge.left) / edge.width);
          }}
          onPointerLeave={() => setAt(undefined)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
            event.preventDefault();
            step(event.key === 'ArrowLeft' ? -1 : 1);
          }}
        >
          <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
            {ticksOf(axis).map((tick) => {
              const y = height * (1 - heightOf(tick, axis));
              return <line key={tick} x1="0" x2={width} y1={y} y2={y} />;
            })}
            <path d={pathOf(series.values, axis, { width, height, interpolates: metric.interpolateGaps })} />
          </svg>
          {typeof value === 'number' && (
            <i
              class="metrics-dot"
              style={{ left: `${(index / last) * 100}%`, bottom: `${heightOf(value, axis) * 100}%` }}
            />
          )}
        </div>
      </div>
      <figcaption class="row apart">
        <span class="faint small">{dayAndTime(series.from, { language })}</span>
        <span class="number">{typeof value === 'number' && text.at(valueText(value), time)}</span>
      </figcaption>
    </figure>
  );
}
