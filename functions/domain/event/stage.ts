import { type Budget, newBudget, render } from '../template/render.ts';
import type { Template } from '../template/template.ts';
import type { EventOutcome, NormalisedEvent } from './event.ts';

/** What one step on an event's way comes to: the event goes on, changed or not, or its way ends. */
export type Staged =
  | { readonly kind: 'on'; readonly event: NormalisedEvent; readonly why?: string | undefined }
  | { readonly kind: 'end'; readonly outcome: EventOutcome; readonly why: string };

/** Says what the templates of a source make of one event, all of them within one budget. */
export type Say = (template: Template) => string;

/** The event as the tool's adapter read it, and the body as it was sent; templates see both, whatever was changed since. */
export interface Seen {
  readonly event: NormalisedEvent;
  readonly payload: unknown;
}

/** Where templates look names up: the body's own members, then `event`, then the members of the event without it. */
export const scopesOf = ({ event, payload }: Seen): readonly unknown[] => [payload, { event }, event];

/** What templates say about an event. */
export function sayAbout(seen: Seen, budget: Budget = newBudget()): Say {
  const scopes = scopesOf(seen);
  return (template) => render(template, scopes, budget);
}

export const goesOn = (event: NormalisedEvent, why?: string): Staged => ({ kind: 'on', event, why });
