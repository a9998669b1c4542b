import { instantOf } from '../../domain/instants.ts';
import type { MetricPeriod, MetricView, SeriesView } from '../../domain/page/view.ts';
import type { Look } from './pieces.tsx';
import { fullTime } from './times.ts';
import type { PageWords } from './words.ts';

const width = 600;
const height = 96;
const periods: readonly MetricPeriod[] = ['day', 'week', 'month'];

const numberText = (value: number, decimals: number, { locale }: PageWords): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: decimals }).format(value);

interface Axis {
  readonly lowest: number;
  readonly highest: number;
}

/** Fixed ends where the metric has them, otherwise around the values; never without height. */
export function axisOf({ lowest, highest }: Pick<MetricView, 'lowest' | 'highest'>, values: readonly number[]): Axis {
  const low = lowest ?? Math.min(...values, ...(highest === undefined ? [] : [highest]));
  const high = highest ?? Math.max(...values, low);
  return high > low ? { lowest: low, highest: high } : { lowest: low - 1, highest: low + 1 };
}

/**
 * The line of a series as SVG path data, in whole units. Over a bucket without points the line goes on straight, or, without
 * interpolation, is broken; a point that stands alone is a dot.
 */
export function pathOf(values: readonly (number | null)[], axis: Axis, interpolates: boolean): string {
  const x = (index: number) => Math.round((index / Math.max(values.length - 1, 1)) * width);
  const y = (value: number) => {
    const share = (value - axis.lowest) / (axis.highest - axis.lowest);
    return Math.round(height * (1 - Math.min(Math.max(share, 0), 1)));
  };
  let path = '';
  let isDrawing = false;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      isDrawing &&= interpolates;
      continue;
    }
    const isAlone = !isDrawing && !hasNext(values, index, interpolates);
    path += `${isDrawing ? 'L' : 'M'}${x(index)} ${y(value)}${isAlone ? 'h0' : ''}`;
    isDrawing = true;
  }
  return path;
}

const hasNext = (values: readonly (number | null)[], index: number, interpolates: boolean): boolean =>
  interpolates ? values.slice(index + 1).some((value) => value !== null) : typeof values[index + 1] === 'number';

/** So many parts of a graph say what they hold to who points at them. */
const parts = 24;

/** From when a part of a series is, and between what its values are; of those that have some. */
export function partsOf({ from, step, values }: SeriesView) {
  const size = Math.ceil(values.length / parts);
  return Array.from({ length: Math.ceil(values.length / size) }, (_none, index) => {
    const found = values.slice(index * size, (index + 1) * size).filter((value) => value !== null);
    const left = Math.round((index * size * width) / values.length);
    return {
      left,
      wide: Math.round((Math.min((index + 1) * size, values.length) * width) / values.length) - left,
      from: instantOf(Date.parse(from) + index * size * step * 1000),
      least: Math.min(...found),
      most: Math.max(...found),
    };
  }).filter(({ least }) => Number.isFinite(least));
}

function Parts({ series, text, look }: { series: SeriesView; text: (value: number) => string; look: Look }) {
  return (
    <>
      {partsOf(series).map(({ left, wide, from, least, most }) => (
        <rect x={left} width={wide} height={height}>
          <title>
            {fullTime(from, look.timezone, look.words)}:{' '}
            {least === most ? text(least) : `${text(least)} – ${text(most)}`}
          </title>
        </rect>
      ))}
    </>
  );
}

function Graph({ metric, period, look }: { metric: MetricView; period: MetricPeriod; look: Look }) {
  const { words } = look;
  const series: SeriesView = metric.series[period];
  const values = series.values.filter((value) => value !== null);
  if (values.length === 0) return <p class="faint">{words.noValues}</p>;
  const decimals = metric.decimals ?? 2;
  const axis = axisOf(metric, values);
  const text = (value: number) =>
    `${numberText(value, decimals, words)}${metric.unitLabel ? ` ${metric.unitLabel}` : ''}`;
  const [least, most] = [text(Math.min(...values)), text(Math.max(...values))];
  return (
    <>
      <svg
        class="graph"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words.graph(metric.name, words.periods[period], least, most)}
      >
        <line x1="0" y1={height} x2={width} y2={height} />
        <path d={pathOf(series.values, axis, metric.interpolateGaps)} />
        {metric.showsValues && <Parts series={series} text={text} look={look} />}
      </svg>
      <p class="scale">
        <span>{words.least(least)}</span>
        <span>{words.most(most)}</span>
      </p>
    </>
  );
}

/** A metric: its value over the last 24 hours, and for graphs the three periods, chosen without script. */
export function Metric({ metric, look }: { metric: MetricView; look: Look }) {
  const { words } = look;
  const value = metric.series.day.value;
  return (
    <li class="metric card" data-metric={metric.id}>
      <div class="row">
        <h3>
          <bdi>{metric.name}</bdi>
        </h3>
        <span class="value">
          {value === null ? '–' : numberText(value, metric.decimals ?? 2, words)}
          {metric.unitLabel && value !== null ? ` ${metric.unitLabel}` : ''}
        </span>
      </div>
      {metric.description && (
        <p class="faint" dir="auto">
          {metric.description}
        </p>
      )}
      {metric.displayType === 'GRAPH' && (
        <fieldset class="tabs" aria-label={metric.name}>
          {periods.map((period) => (
            <>
              <input type="radio" name={`m${metric.id}`} id={`m${metric.id}-${period}`} checked={period === 'day'} />
              <label for={`m${metric.id}-${period}`}>{words.periods[period]}</label>
              <figure>
                <Graph metric={metric} period={period} look={look} />
              </figure>
            </>
          ))}
        </fieldset>
      )}
    </li>
  );
}
