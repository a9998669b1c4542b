import type { LogDraft } from './plan-step.ts';

/** One transaction takes a hundred operations, and nobody reads a thousand entries: more omissions are told together. */
const toldSingly = 30;
/** So many people are named in one entry; of the others it says how many there are. */
const named = 50;

/** The names for an entry, and how many more there are than it names. */
export const namesOf = (names: readonly string[]): { readonly names: string; readonly more?: number } => ({
  names: names.slice(0, named).join(', '),
  ...(names.length > named && { more: names.length - named }),
});

/**
 * The drafts of one claim, as many as a transaction takes: many notifications left out for the same reason on the same
 * channel become one entry with the names, where the first of them stood.
 */
export function toldBriefly(log: readonly LogDraft[]): readonly LogDraft[] {
  const isOmission = ({ type, vars }: LogDraft) => type === 'NotificationLogEntry' && vars.status === 'SKIPPED';
  if (log.filter(isOmission).length <= toldSingly) return log;
  const groups = Map.groupBy(log, (draft) =>
    isOmission(draft) ? `${draft.vars.reason} ${draft.vars.channel ?? ''}` : draft,
  );
  return [...groups.values()].flatMap((drafts) => (drafts.length === 1 ? drafts : [together(drafts)]));
}

function together(drafts: readonly LogDraft[]): LogDraft {
  const [first] = drafts as readonly [LogDraft, ...LogDraft[]];
  const { userId: _one, ...vars } = first.vars;
  const { names, more } = namesOf([...new Set(drafts.map((draft) => String(draft.vars.user)))]);
  return { ...first, vars: { ...vars, user: names, ...(more !== undefined && { more }) } };
}
