import type { SourceTemplates } from '../alert-source/templates.ts';
import type { Link, NormalisedEvent } from './event.ts';
import { goesOn, type Say, type Staged } from './stage.ts';

type TextTemplates = Pick<SourceTemplates, 'summary' | 'details' | 'links'>;

/** Summary and details are what the templates say, where they say anything; their links come after those of the event. */
export function textsStage(event: NormalisedEvent, { summary, details, links }: TextTemplates, say: Say): Staged {
  const says = (template: TextTemplates['summary']): string => (template === undefined ? '' : say(template).trim());
  const [newSummary, newDetails] = [says(summary), says(details)];
  const more = links.flatMap(({ href, text }) => linkOf(says(href), says(text)));
  return goesOn({
    ...event,
    ...(newSummary !== '' && { summary: newSummary }),
    ...(newDetails !== '' && { details: newDetails }),
    ...(more.length > 0 && { links: [...(event.links ?? []), ...more] }),
  });
}

/** Addresses that a person can open, and that do nothing by being opened; one that is empty or none is left out. */
const linkOf = (href: string, text: string): Link[] =>
  /^(?:https?|mailto|tel):/i.test(href) && URL.canParse(href) ? [{ href, ...(text !== '' && { text }) }] : [];
