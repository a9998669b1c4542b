import { event, ignored, type Reading } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, paragraphs, text } from '../reader.ts';

/** True for the JSON that a CloudWatch alarm publishes to its topics. */
export const isAlarm = (body: unknown): boolean =>
  isRecord(body) && text(at(body, 'AlarmName')) !== undefined && text(at(body, 'NewStateValue')) !== undefined;

/** The Region in the alarm's ARN; `Region` itself is a display name. */
const regionOf = (body: unknown): string | undefined =>
  text(at(body, 'AlarmArn'))?.split(':')[3] || text(at(body, 'Region'));

function dimensionsOf(body: unknown): Record<string, string> {
  const entries = list(at(body, 'Trigger', 'Dimensions')).flatMap((dimension) => {
    const name = text(at(dimension, 'name'));
    const value = text(at(dimension, 'value'));
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

/** The first metric of a metric-math or anomaly alarm. */
const firstMetric = (body: unknown): unknown =>
  list(at(body, 'Trigger', 'Metrics'))
    .map((metric) => at(metric, 'MetricStat', 'Metric'))
    .find(isRecord);

function consoleLink(body: unknown): string | undefined {
  const [, partition, , region] = text(at(body, 'AlarmArn'))?.split(':') ?? [];
  const name = text(at(body, 'AlarmName'));
  if (partition !== 'aws' || !region || !/^[a-z0-9-]+$/.test(region) || name === undefined) return undefined;
  const encoded = encodeURIComponent(name.toWellFormed());
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:alarm/${encoded}`;
}

/** One of the series that an alarm watches, when it watches several: its attributes tell it from the others. */
export const contributorNamed = (attributes: unknown): string | undefined => {
  const named = Object.entries(labelsOf(attributes) ?? {}).map(([name, value]) => `${name}=${value}`);
  return named.length === 0 ? undefined : named.sort().join(', ');
};

/** The key of an alarm, or of one of its series: each fails and recovers for itself. */
export const alarmKey = (alarm: string | undefined, contributor: unknown): string | undefined =>
  joined('/contributor/', alarm, text(contributor));

/** Reads a CloudWatch alarm's message: OK resolves, ALARM alerts, INSUFFICIENT_DATA is neither. */
export function readAlarm(body: unknown): Reading {
  const state = text(at(body, 'NewStateValue'))?.toUpperCase();
  if (state === 'INSUFFICIENT_DATA') return ignored('the alarm has insufficient data');

  const name = text(at(body, 'AlarmName'));
  const account = text(at(body, 'AWSAccountId'));
  const metric = firstMetric(body);
  const attributes = at(body, 'AlarmContributorAttributes');
  const series = contributorNamed(attributes) ?? text(at(body, 'AlarmContributorId'));
  return event({
    eventType: state === 'OK' ? 'RESOLVE' : 'ALERT',
    summary: joined(': ', name, series, text(at(body, 'AlarmDescription'))),
    details: paragraphs(text(at(body, 'AlarmDescription')), text(at(body, 'NewStateReason'))),
    alertKey: alarmKey(
      text(at(body, 'AlarmArn')) ?? joined('/', account, text(at(body, 'Region')), name),
      at(body, 'AlarmContributorId'),
    ),
    labels: labelsOf(dimensionsOf(body), attributes, {
      metric: firstText(at(body, 'Trigger', 'MetricName'), at(metric, 'MetricName')),
      namespace: firstText(at(body, 'Trigger', 'Namespace'), at(metric, 'Namespace')),
      region: regionOf(body),
      account,
    }),
    links: linksOf(['CloudWatch alarm', consoleLink(body)]),
  });
}
