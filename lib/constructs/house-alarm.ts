import type { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type MathExpression, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface HouseAlarmProps {
  readonly stage: string;
  /** The operators' topic. */
  readonly tell: ITopic;
  /** What people lose while the alarm rings, in plain words. */
  readonly impact: string;
  readonly metric: Metric | MathExpression;
  readonly threshold: number;
  /** Rings when the metric is below the threshold; otherwise when it reaches it. */
  readonly below?: boolean;
  /** How many of the periods it looks back over have to be bad; one when left out. */
  readonly badPeriods?: number;
  /** Set when silence is the trouble: so many periods of it, one after the other. */
  readonly silentPeriods?: number;
}

/** Metrics come minutes late; what came after its period was looked at must still be seen. */
const latestSeconds = 300;

/** Periods to look back over: the one that has just ended, and as many as data may be late. */
const lookingBack = (period: Duration): number => 1 + Math.ceil(latestSeconds / period.toSeconds());

/** An alarm that tells the operators what people lose and which section of the runbook helps. Its id is both names. */
export class HouseAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: HouseAlarmProps) {
    super(scope, id, {
      alarmName: `tocsin-${props.stage}-${id}`,
      alarmDescription: `${props.impact} What to do: docs/runbook.md#${id}`,
      metric: props.metric,
      threshold: props.threshold,
      comparisonOperator: props.below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: props.silentPeriods ?? lookingBack(props.metric.period),
      datapointsToAlarm: props.silentPeriods ?? props.badPeriods ?? 1,
      treatMissingData: props.silentPeriods ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    const action = new SnsAction(props.tell);
    this.addAlarmAction(action);
    this.addOkAction(action);
  }
}

/** A count that the functions write in the embedded metric format. */
export function ownMetric(name: string, stage: string, period: Duration): Metric {
  return new Metric({
    namespace: 'Tocsin',
    metricName: name,
    dimensionsMap: { service: `tocsin-${stage}` },
    statistic: 'Sum',
    period,
  });
}
