import { event, type Reading } from './adapter.ts';
import { credentialMembers } from './credentials.ts';
import { firstText, isRecord, linksOf, record, rest, text } from './reader.ts';

const titles = [
  'summary',
  'title',
  'message',
  'msg',
  'subject',
  'text',
  'description',
  'name',
  'type',
  'event',
  'error',
];

/** The first member that reads like a title, at the top or else one level below. */
export function titleOf(body: unknown): string | undefined {
  const top = record(Array.isArray(body) ? body[0] : body);
  for (const members of [top, ...Object.values(top).filter(isRecord)]) {
    const found = firstText(...titles.map((title) => members[title]));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An alert made of a body that the tool's adapter does not know: somebody should read it rather than nobody. */
export function unknownBody(tool: string, body: unknown): Reading {
  const said = typeof body === 'string' ? text(body)?.split('\n')[0] : titleOf(body);
  const members = record(body);
  return event({
    eventType: 'ALERT',
    summary: said === undefined ? `${tool} sent a message of unknown form` : `${tool}: ${said}`,
    details: typeof body === 'string' ? text(body) : firstText(members.details, members.description),
    links: linksOf(['Link', members.link], ['Link', members.url]),
    customDetails: isRecord(body) ? rest(body, ...credentialMembers) : { body },
  });
}
