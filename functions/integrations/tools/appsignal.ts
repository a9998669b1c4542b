import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, paragraphs, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const siteLabels = (of: unknown) =>
  labelsOf(at(of, 'tags'), {
    site: at(of, 'site'),
    environment: at(of, 'environment'),
    namespace: at(of, 'namespace'),
    action: at(of, 'action'),
    hostname: at(of, 'hostname'),
    revision: at(of, 'revision'),
  });

/** An error or a slow action: the incident in AppSignal stays open until somebody closes it there, which nobody tells. */
function readSample(sample: unknown): Reading {
  const exception = text(at(sample, 'exception'));
  return told('AppSignal', {
    eventType: 'ALERT',
    summary:
      exception === undefined
        ? joined(' ', text(at(sample, 'action')), 'is slow', text(at(sample, 'duration')))
        : joined(': ', exception, text(at(sample, 'message'))),
    details: paragraphs(
      joined(' in ', text(at(sample, 'action')), text(at(sample, 'site'))),
      firstText(at(sample, 'first_backtrace_line'), list(at(sample, 'app_backtrace'))[0]),
    ),
    alertKey: text(at(sample, 'incident_id')),
    labels: siteLabels(sample),
    links: linksOf(['AppSignal', at(sample, 'url')]),
  });
}

/** A trigger on a metric, the only one with an end. */
function readAnomaly(body: unknown): Reading {
  const state = text(at(body, 'state'))?.toLowerCase();
  if (state === 'warmup' || state === 'cooldown' || state === 'untriggered') return ignored(`the alert is in ${state}`);
  const value = text(at(body, 'human_last_value'));
  return told('AppSignal', {
    eventType: state === 'closed' ? 'RESOLVE' : 'ALERT',
    summary: joined(' ', firstText(at(body, 'trigger_label'), at(body, 'metric_name')), value && `(${value})`),
    details: paragraphs(
      text(at(body, 'trigger_description')),
      joined(
        ' ',
        text(at(body, 'metric_name')),
        text(at(body, 'comparison_operator')),
        text(at(body, 'human_comparison_value')),
      ),
    ),
    alertKey: text(at(body, 'alert_id')),
    labels: siteLabels(body),
    links: linksOf(['AppSignal', at(body, 'alert_url')], ['Trigger', at(body, 'edit_trigger_url')]),
  });
}

function read(body: unknown): Reading {
  if (isRecord(at(body, 'marker'))) return ignored('a deploy marker');
  const sample = [at(body, 'exception'), at(body, 'performance')].find(isRecord);
  if (sample !== undefined) return readSample(sample);
  return text(at(body, 'alert_id')) === undefined ? unknownBody('AppSignal', body) : readAnomaly(body);
}

export const tool: Tool = {
  resolves: 'state of an anomaly is "closed"; errors and slow actions are never resolved',
  setup:
    'App settings → Notifications → Webhooks → Add: URL `{url}`; choose it for exceptions, performance and anomalies.',
  source: ['https://docs.appsignal.com/application/integrations/webhooks.html'],
  sample: {
    alert_id: '5bdb1fb301925b0c4b6c7017',
    state: 'open',
    site: 'Shop',
    environment: 'production',
    tags: { namespace: 'web' },
    metric_name: 'transaction_exception_rate',
    trigger_label: 'Exception rate',
    trigger_description: 'Too many errors',
    comparison_operator: '>',
    human_last_value: '22 %',
    human_comparison_value: '10 %',
    opened_at: '2026-01-05T10:05:00Z',
    closed_at: null,
    alert_url: 'https://appsignal.com/acme/sites/1/alerts/1',
  },
  read: ({ body }) => read(body),
};
