import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

const over = new Set(['ok', 'manually resolved', 'manually_resolved', 'auto resolved', 'auto_resolved', 'stopped']);

/** Reads the default body of a webhook: the incident stays the same from the anomaly to its end. */
function read(body: unknown): Reading {
  const status = firstText(at(body, 'statusExtended'), at(body, 'status'))?.toLowerCase();
  const key = text(at(body, 'incidentId'));
  const detector = firstText(at(body, 'detector'), at(body, 'rule'));
  if (status === undefined || key === undefined) return unknownBody('Splunk Observability', body);
  if (status === 'unknown') return ignored('the state of the detector is unknown');
  const isOver = over.has(status) || text(at(body, 'status'))?.toLowerCase() === 'ok';
  return told('Splunk Observability', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: firstText(at(body, 'messageTitle'), joined(': ', detector, text(at(body, 'rule'))), key),
    details: paragraphs(text(at(body, 'messageBody')), text(at(body, 'description')), text(at(body, 'tip'))),
    alertKey: key,
    priority: isOver ? undefined : priorityOfWord(at(body, 'severity')),
    labels: labelsOf(at(body, 'dimensions'), {
      detector,
      rule: at(body, 'rule'),
      metric: at(body, 'originatingMetric'),
      severity: at(body, 'severity'),
    }),
    links: linksOf(['Detector', at(body, 'detectorUrl')], ['Runbook', at(body, 'runbookUrl')]),
  });
}

export const tool: Tool = {
  resolves: 'status is "ok" (also "manually resolved" and "stopped")',
  setup:
    "Data Management → Available integrations → Webhook: URL {url}, default payload; then add it as a recipient of the detector's rules.",
  source: ['https://dev.splunk.com/observability/docs/integrations/webhook_integration_overview/'],
  sample: {
    severity: 'Critical',
    originatingMetric: 'cpu.utilization',
    detectOnCondition: 'when(A > 90, "5m")',
    messageTitle: 'CPU of ledger-worker-2 is above 90 %',
    messageBody: 'Rule "CPU" in detector "Ledger" triggered.',
    rule: 'CPU',
    incidentId: 'GfSk7XkA0AE',
    detector: 'Ledger',
    detectorId: 'GfSk6zRAYAI',
    detectorUrl: 'https://app.signalfx.com/#/detector/GfSk6zRAYAI',
    status: 'anomalous',
    statusExtended: 'anomalous',
    timestamp: '2026-02-03T04:05:06Z',
    dimensions: { host: 'ledger-worker-2' },
  },
  read: ({ body }) => read(body),
};
