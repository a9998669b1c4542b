import { InvalidInputError } from '../../domain/errors.ts';
import { EventOutcome } from '../../domain/event/event.ts';
import { parseDataBody } from '../../platform/json-body.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { alertSourceFrom } from '../../usecases/alert-source/from-input.ts';
import { AlertSourceInput } from '../../usecases/alert-source/inputs.ts';
import { sourceKind } from '../../usecases/alert-source/kind.ts';
import { presentAlertSources } from '../../usecases/alert-source/present.ts';
import { readEvent, readEvents } from '../../usecases/alert-source/read-events.ts';
import { TemplatePreviewInput } from '../../usecases/template/inputs.ts';
import { type PageLimits, pageParameters, readInstant, readPage } from './query.ts';
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
  present: presentAlertSources,
});

const eventPage: PageLimits = { default: 50, max: 100 };

async function listEvents(call: Call) {
  const { ctx, query } = call;
  const asked = {
    sourceId: idIn(call),
    from: readInstant(query, 'from'),
    until: readInstant(query, 'until'),
    text: shortText(query, 'text'),
    alertKey: shortText(query, 'alertKey'),
    outcome: readOutcome(query.get('outcome')),
  };
  const { events, searchedBackTo } = await readEvents(ctx, asked, readPage(query, eventPage));
  return { ...ok(events), ...(searchedBackTo && { headers: { 'x-searched-back-to': searchedBackTo } }) };
}

function shortText(query: URLSearchParams, name: string): string | undefined {
  const text = query.get(name) ?? undefined;
  if (text !== undefined && text.length > 255) throw new InvalidInputError(name, 'must have at most 255 characters');
  return text;
}

function readOutcome(text: string | null): EventOutcome | undefined {
  if (text === null) return undefined;
  const outcome = EventOutcome.safeParse(text);
  if (!outcome.success) throw new InvalidInputError('outcome', `must be one of ${EventOutcome.options.join(', ')}`);
  return outcome.data;
}

/** What reads templates is loaded with the first one that is tried. */
async function preview(call: Call) {
  const { previewTemplate } = await import('../../usecases/template/preview.ts');
  const input = parseInput(TemplatePreviewInput, objectBody({ body: () => parseDataBody(call.text) }));
  return ok(await previewTemplate(call.ctx, idIn(call), input));
}

export const alertSourceRoutes: readonly Route[] = [
  route('POST', `${path}/{id}/template-preview`, 'source:read', preview, { input: TemplatePreviewInput }),
  route('GET', `${path}/{id}/events`, 'source:read', listEvents, {
    query: [...pageParameters, 'from', 'until', 'text', 'alertKey', 'outcome'],
  }),
  route('GET', `${path}/{id}/events/{event}`, 'source:read', async (call) =>
    ok(await readEvent(call.ctx, idIn(call), (call.params.event ?? '').slice(0, 200))),
  ),
  ...crud,
];
