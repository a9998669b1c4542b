import { MetricUnit, Metrics as PowertoolsMetrics } from '@aws-lambda-powertools/metrics';
import type { Metrics } from '../ports/log.ts';
import { environment } from './environment.ts';

/**
 * Metrics as log lines in CloudWatch's embedded format: no call, no permission, nothing to lose when a function dies.
 * Namespace `Tocsin`, dimension `service` = `tocsin-<stage>`; alarms name both.
 */
export function embeddedMetrics(): Metrics {
  const metrics = new PowertoolsMetrics({ namespace: 'Tocsin', serviceName: `tocsin-${environment('STAGE')}` });
  return {
    count(name, value = 1, dimensions = {}) {
      for (const [dimension, of] of Object.entries(dimensions)) metrics.addDimension(dimension, of);
      metrics.addMetric(name, MetricUnit.Count, value);
      metrics.publishStoredMetrics();
    },
    seconds(name, value) {
      metrics.addMetric(name, MetricUnit.Seconds, value);
      metrics.publishStoredMetrics();
    },
  };
}
