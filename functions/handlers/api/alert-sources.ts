import { parseDataBody } from '../../platform/json-body.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { letGoOfSource } from '../../usecases/alert-action/let-go.ts';
import { alertSourceFrom } from '../../usecases/alert-source/from-input.ts';
import { AlertSourceInput } from '../../usecases/alert-source/inputs.ts';
import { sourceKind } from '../../usecases/alert-source/kind.ts';
import { presentAlertSources } from '../../usecases/alert-source/present.ts';
import { readEvent, readEvents } from '../../usecases/alert-source/read-events.ts';
import { TemplatePreviewInput } from '../../usecases/template/inputs.ts';
import { eventList, eventParameters, readEventPage, readExploration } from './events.ts';
import { resource } from './resource.ts';
import { type Call, idIn, objectBody, ok, type Route, route } from './route.ts';

const path = '/api/alert-sources';

const crud = resource({
  path,
  kind: sourceKind,
  rights: { read: 'source:read', create: 'source:write', update: 'source:write', delete: 'source:write' },
  page: { default: 50, max: 50 },
  input: AlertSourceInput,
  isNamed: true,
  byText: async (ctx, text) => (text.length > 255 ? undefined : ctx.store.sources.byIntegrationKey(text)),
  create: alertSourceFrom,
  update: (ctx, current, input) => alertSourceFrom(ctx, input, current),
  checkDelete: letGoOfSource,
  present: presentAlertSources,
});

const listEvents = async (call: Call) =>
  eventList(await readEvents(call.ctx, idIn(call), readExploration(call.query), readEventPage(call.query)));

/** What reads templates is loaded with the first one that is tried. */
async function preview(call: Call) {
  const { previewTemplate } = await import('../../usecases/template/preview.ts');
  const input = parseInput(TemplatePreviewInput, objectBody({ body: () => parseDataBody(call.text) }));
  return ok(await previewTemplate(call.ctx, idIn(call), input));
}

export const alertSourceRoutes: readonly Route[] = [
  route('POST', `${path}/{id}/template-preview`, 'source:read', preview, { input: TemplatePreviewInput }),
  route('GET', `${path}/{id}/events`, 'source:read', listEvents, { query: eventParameters }),
  route('GET', `${path}/{id}/events/{event}`, 'source:read', async (call) =>
    ok(await readEvent(call.ctx, idIn(call), (call.params.event ?? '').slice(0, 200))),
  ),
  ...crud,
];
