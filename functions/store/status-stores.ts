/** What is loaded with the first question about services, planned work, incidents, metrics and status pages. */
export { createAutomationRuleStore } from './automation-rules.ts';
export { createAutomationRunStore } from './automation-runs.ts';
export { createIncidentTemplateStore } from './incident-templates.ts';
export { createIncidentStore } from './incidents.ts';
export { createMaintenanceStore } from './maintenance.ts';
export { createMetricPointStore } from './metric-points.ts';
export { createMetricDataSourceStore, createMetricStore } from './metrics.ts';
export { createPageFileStore } from './page-files.ts';
export { createSubscriberStore } from './page-subscribers.ts';
export { createPublicationStore } from './publication.ts';
export { createServiceStore } from './services.ts';
export { createStatusPageStore } from './status-pages.ts';
export { createTellingStore } from './tellings.ts';
