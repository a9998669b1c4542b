import type { Deployment } from '../../deployment.ts';
import { compileExpression, type Value } from './expression.ts';
import type { History, MetricQuery } from './history.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** An alarm of the deployment, ready to be evaluated. */
export interface Alarm {
  readonly name: string;
  readonly description: string;
  readonly alarmActions: readonly string[];
  readonly okActions: readonly string[];
  /** Milliseconds it has to look back to decide. */
  readonly looksBack: number;
  /** Decides by what was measured until then, with the reason in words. */
  evaluate(history: History, until: number): { readonly state: AlarmState; readonly reason: string };
}

type Properties = Deployment['alarms'][number]['properties'];

interface MetricDataQuery {
  readonly Id: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly MetricStat?: { readonly Metric: MetricProperties; readonly Period: number; readonly Stat: string };
}

interface MetricProperties {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
}

/** Reads an alarm as CloudFormation describes it. Throws when it is of a kind the local cloud cannot evaluate. */
export function readAlarm({ name, properties }: Deployment['alarms'][number]): Alarm {
  const { period, measure } = measurement(name, properties);
  const periods = Number(properties.EvaluationPeriods);
  const wanted = Number(properties.DatapointsToAlarm ?? periods);
  const threshold = Number(properties.Threshold);
  const isBad = comparison(name, String(properties.ComparisonOperator), threshold);
  const missing = String(properties.TreatMissingData ?? 'missing');

  return {
    name,
    description: String(properties.AlarmDescription ?? ''),
    alarmActions: (properties.AlarmActions as string[] | undefined) ?? [],
    okActions: (properties.OKActions as string[] | undefined) ?? [],
    looksBack: periods * period,
    evaluate(history, until) {
      const values = Array.from({ length: periods }, (_, index) => {
        const end = until - (periods - 1 - index) * period;
        return measure(history, end - period, end);
      });
      const bad = values.filter((value) => (value === undefined ? missing === 'breaching' : isBad(value))).length;
      const shown = values.map((value) => value ?? 'no data').join(', ');
      const reason = `${bad} of the last ${periods} datapoints [${shown}] against the threshold ${threshold}`;
      if (bad >= wanted) return { state: 'ALARM', reason };
      const isSilent = missing === 'missing' && values.every((value) => value === undefined);
      return { state: isSilent ? 'INSUFFICIENT_DATA' : 'OK', reason };
    },
  };
}

interface Measurement {
  /** Milliseconds. */
  readonly period: number;
  readonly measure: (history: History, from: number, until: number) => Value;
}

function measurement(name: string, properties: Properties): Measurement {
  const queries = properties.Metrics as readonly MetricDataQuery[] | undefined;
  if (queries === undefined) {
    const query = metricQuery(properties as unknown as MetricProperties, String(properties.Statistic));
    const period = Number(properties.Period) * 1000;
    return { period, measure: (history, from, until) => history.read(query, from, until) };
  }
  const metrics = queries.flatMap(({ Id, MetricStat }) =>
    MetricStat ? [{ id: Id, query: metricQuery(MetricStat.Metric, MetricStat.Stat), period: MetricStat.Period }] : [],
  );
  const expressions = queries.filter(({ Expression }) => Expression !== undefined);
  const [period] = metrics.map((metric) => metric.period * 1000);
  if (expressions.length !== 1 || period === undefined || metrics.some((metric) => metric.period * 1000 !== period)) {
    throw new Error(`${name}: the local cloud evaluates one expression over metrics of one period`);
  }
  const evaluate = compileExpression(expressions[0]?.Expression ?? '');
  return {
    period,
    measure: (history, from, until) =>
      evaluate(new Map(metrics.map(({ id, query }) => [id, history.read(query, from, until)]))),
  };
}

function metricQuery({ Namespace, MetricName, Dimensions = [] }: MetricProperties, statistic: string): MetricQuery {
  return {
    namespace: Namespace,
    name: MetricName,
    dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])),
    statistic,
  };
}

function comparison(name: string, operator: string, threshold: number): (value: number) => boolean {
  switch (operator) {
    case 'GreaterThanOrEqualToThreshold':
      return (value) => value >= threshold;
    case 'GreaterThanThreshold':
      return (value) => value > threshold;
    case 'LessThanThreshold':
      return (value) => value < threshold;
    case 'LessThanOrEqualToThreshold':
      return (value) => value <= threshold;
    default:
      throw new Error(`${name}: the local cloud does not know ${operator}`);
  }
}
