import type { IncidentTemplate } from '../../domain/incident/incident-template.ts';
import { IncidentTemplateInput } from '../../usecases/incident/inputs.ts';
import { incidentTemplateKind } from '../../usecases/incident/kind.ts';
import { incidentTemplateFrom, presentIncidentTemplates } from '../../usecases/incident/templates.ts';
import { resource } from './resource.ts';
import type { Route } from './route.ts';

export const incidentTemplateRoutes: readonly Route[] = resource<IncidentTemplate, IncidentTemplateInput>({
  path: '/api/incident-templates',
  kind: incidentTemplateKind,
  rights: {
    read: 'incident-template:read',
    create: 'incident-template:write',
    update: 'incident-template:write',
    delete: 'incident-template:write',
  },
  page: { default: 50, max: 100 },
  input: IncidentTemplateInput,
  isNamed: true,
  create: incidentTemplateFrom,
  update: (ctx, current, input) => incidentTemplateFrom(ctx, input, current),
  present: presentIncidentTemplates,
});
