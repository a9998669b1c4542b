import type { Metric } from '../metric/metric.ts';
import { type Part, type Period, periodForms, type Series, seriesOfParts } from '../metric/series.ts';
import type { Instant } from '../time.ts';
import type { MetricView } from './view.ts';

const periods = Object.keys(periodForms) as Period[];

/** What a page shows of a metric as of `now`, from all of its points that are kept. */
export const metricView = (metric: Metric, parts: readonly Part[], now: Instant): MetricView => ({
  id: metric.id,
  name: metric.name,
  ...(metric.description && { description: metric.description }),
  ...(metric.unitLabel && { unitLabel: metric.unitLabel }),
  displayType: metric.displayType,
  aggregationType: metric.aggregationType,
  interpolateGaps: metric.interpolateGaps,
  showsValues: metric.showValuesOnMouseOver,
  ...(metric.lockYAxisMin !== undefined && { lowest: metric.lockYAxisMin }),
  ...(metric.lockYAxisMax !== undefined && { highest: metric.lockYAxisMax }),
  ...(metric.mouseOverDecimal !== undefined && { decimals: metric.mouseOverDecimal }),
  series: Object.fromEntries(
    periods.map((period) => [period, seriesOfParts(parts, metric.aggregationType, period, now)]),
  ) as Record<Period, Series>,
});
