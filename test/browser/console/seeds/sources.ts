import { hostileName, hostileText, make, type Seed } from '../hostile.ts';

/** A flow and its entry, a source whose templates and filters say hostile things, and one that nobody has heard of. */
export const seedSources: Seed = async (cloud, { policy }) => {
  const escalationPolicy = { id: policy };
  const hostileSource = await make(cloud, 'POST', '/api/alert-sources', {
    name: hostileName(),
    integrationType: 'PROMETHEUS',
    escalationPolicy,
    integrationKey: 'hostile-source',
    alertCreation: 'INTELLIGENT_GROUPING',
    alertGroupingWindow: 'PT15M',
    scoreThreshold: 0.7,
    summaryTemplate: { textTemplate: `${hostileName(100)} {{ commonLabels.alertname }}` },
    eventFilter: "event.summary contains '<b>' or event.severity > 2 or true",
    priorityTemplate: {
      valueTemplate: { textTemplate: '{{ status }}' },
      mappings: [{ value: hostileName(60), priority: 'HIGH' }],
    },
  });
  await make(cloud, 'POST', '/api/v1/events/prometheus-alertmanager/hostile-source', {
    version: '4',
    groupKey: hostileName(100),
    status: 'firing',
    receiver: 'tocsin',
    groupLabels: { alertname: 'Hostile' },
    commonLabels: { alertname: hostileName(100), severity: 'critical' },
    commonAnnotations: { summary: hostileText(400) },
    externalURL: 'https://alertmanager.example.com',
    alerts: [],
  });
  const quietSource = await make(cloud, 'POST', '/api/alert-sources', {
    name: 'Quiet',
    integrationType: 'API',
    escalationPolicy,
    active: false,
  });
  const flow = await make(cloud, 'POST', '/api/event-flows', {
    name: hostileName(),
    root: {
      nodeType: 'ROOT',
      branches: [
        {
          branchType: 'ACCEPTED',
          target: {
            name: hostileName(),
            nodeType: 'DEFINE_BRANCHES',
            metadata: {
              definitions: [{ branchName: hostileName(80), conditions: "context.event.summary contains '<script>'" }],
            },
            branches: [
              {
                branchType: 'CATCH_ALL',
                target: {
                  nodeType: 'WAIT',
                  metadata: { waitForDuration: 'PT5M' },
                  branches: [
                    {
                      branchType: 'CATCH_ALL',
                      target: { nodeType: 'ROUTE_EVENT', metadata: { alertSourceId: hostileSource.id } },
                    },
                  ],
                },
              },
            ],
          },
        },
      ],
    },
  });
  await make(cloud, 'POST', '/api/event-flow-integrations', { eventFlowId: flow.id, integrationType: 'GRAFANA' });
  return { hostileSource: hostileSource.id, quietSource: quietSource.id, flow: flow.id };
};
