import * as z from 'zod';
import { InvalidInputError } from '../../domain/errors.ts';
import { Image, Link, Priority } from '../../domain/event/event.ts';
import { DateTime, Id, Reference, text } from '../inputs.ts';
import type { CreateManualAlertInput } from './create-manual.ts';

/** One stored item holds 400 KB. */
const maxBytes = 250_000;

const url = text(2048);
const shortText = text(1000);

/** What a client may write of a manual alert (wire-api §3.2). */
export const ManualAlertInput = z.object({
  summary: text(1000).refine((summary) => summary.trim() !== '', 'must not be blank'),
  details: text(65_536).nullish(),
  alertSource: Reference,
  escalationPolicy: Reference.nullish(),
  priority: Priority.nullish(),
  images: z
    .array(Image.extend({ src: url, href: url.nullish(), alt: shortText.nullish() }))
    .max(20)
    .nullish(),
  links: z
    .array(Link.extend({ href: url, text: shortText.nullish() }))
    .max(20)
    .nullish(),
  responders: z
    .array(z.object({ user: Reference }))
    .max(50)
    .nullish(),
  assignedTo: Reference.nullish(),
});
export type ManualAlertInput = z.infer<typeof ManualAlertInput>;

export const ResponderInput = z.object({ user: z.object({ id: Id }) });

/** Clients send what they have read of the action; its id is enough. */
export const ActionOfAlertInput = z.object({ alertActionId: z.string().max(100) });

export const CommentInput = z.object({
  content: text(16_384).refine((content) => content.trim() !== '', 'must not be blank'),
});

export const SnoozeInput = z.object({ until: DateTime });

/**
 * The manual alert that a wire form asks for; the deprecated `assignedTo` is one responder. Throws InvalidInputError
 * when all of it together is too big to be kept.
 */
export function manualAlertFrom(input: ManualAlertInput): CreateManualAlertInput {
  const { summary, details, alertSource, escalationPolicy, priority, images, links, responders, assignedTo } = input;
  if (Buffer.byteLength(JSON.stringify(input)) > maxBytes)
    throw new InvalidInputError('details', `makes the alert larger than ${maxBytes} bytes`);
  const responderIds = responders?.length ? responders.map(({ user }) => user.id) : assignedTo ? [assignedTo.id] : [];
  return {
    summary,
    sourceId: alertSource.id,
    responderIds,
    ...(details && { details }),
    ...(escalationPolicy && { policyId: escalationPolicy.id }),
    ...(priority && { priority }),
    ...(images && {
      images: images.map(({ src, href, alt }) => ({ src, ...(href && { href }), ...(alt && { alt }) })),
    }),
    ...(links && { links: links.map(({ href, text }) => ({ href, ...(text && { text }) })) }),
  };
}
