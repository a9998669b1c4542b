import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { scopesOf } from '../../domain/event/stage.ts';
import { render } from '../../domain/template/render.ts';
import type { Context } from '../../ports/context.ts';
import { eventIn, readableSource, type SeenEvent, seenEvent } from '../event/seen-event.ts';
import { checkTemplate } from './check.ts';
import type { TemplatePreviewInput } from './inputs.ts';

export interface TemplatePreview {
  readonly text: string;
  /** The event that it was tried on, if the source received it. */
  readonly eventId: string | null;
  /** The body that it was tried on. */
  readonly payload: Record<string, unknown>;
}

/**
 * What a template says about a body, or about what a source received, as it would about its next event; changes nothing.
 * Throws NotFoundError for a source that the actor may not read, and InvalidInputError with the place of what cannot be read.
 */
export async function previewTemplate(
  ctx: Context<'store' | 'blobs' | 'actor'>,
  sourceId: number,
  { template: forms, payload, eventId }: TemplatePreviewInput,
): Promise<TemplatePreview> {
  const source = await readableSource(ctx, sourceId);
  const template = checkTemplate(forms, 'template');
  const seen = payload ? await seenIn(source, payload) : await seenEvent(ctx, source, eventId);
  const scopes = seen.event === undefined ? [seen.payload] : scopesOf({ event: seen.event, payload: seen.payload });
  return { text: render(template ?? [], scopes), eventId: seen.eventId, payload: seen.payload };
}

/** A body that nobody sent; what its adapter makes no event of has its own members alone. */
async function seenIn(source: AlertSource, payload: Record<string, unknown>): Promise<SeenEvent> {
  const event = await eventIn(source, payload);
  return { eventId: null, ...(event && { event }), payload };
}
