import type { Adapter, Tool } from './adapter.ts';
import { isRecord, text } from './reader.ts';
import { tool as api } from './tools/api.ts';

/** Whoever set a tool up cannot be told what is wrong with a body: as much as is right counts. */
const readLeniently: Adapter = ({ body, ...request }) =>
  api.read({ ...request, isLenient: true, body: isRecord(body) ? body : (text(body) ?? JSON.stringify(body)) });

/** Tools whose own integration, or the example of their documentation, posts our event form. */
export const ownFormTool: Tool = {
  ...api,
  read: readLeniently,
  setup: `Have it post our own event form to {url}. ${api.setup}`,
};

/** Tools of whose messages no form is published, or whose form is what somebody has written into a template. */
export const unpublishedTool: Tool = {
  ...api,
  read: readLeniently,
  resolves: 'a member such as status or state says so, or eventType is "RESOLVE"',
  setup:
    'Have it post to {url}. No form of its messages is published, so the generic adapter reads them: it finds a title, a state, a priority and an id by the names that they usually have. Look at the first event in the list of events, and set templates for what it does not find; where the tool lets you write the body, use our own event form.',
};
