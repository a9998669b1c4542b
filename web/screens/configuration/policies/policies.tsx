import { ListTree } from 'lucide-preact';
import { Fragment } from 'preact';
import { mayConfigure } from '../../../app/session.tsx';
import { useAll } from '../../../client/all.ts';
import { Badge } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { AddLink, ListPage } from '../framework/list.tsx';
import type { Listed } from '../framework/resource.ts';
import { type Draft, draftOf, type Policy, timeLine } from './draft.ts';
import { policyWords } from './words.ts';
import './policies.css';

const policies: Listed<Policy> = {
  place: 'policies',
  words: policyWords,
  Icon: ListTree,
  useList: () => useAll('/escalation-policies'),
  titleOf: ({ name }) => name,
  searchedOf: (policy) => {
    const { routingKey, levels } = draftOf(policy);
    return [routingKey, ...levels.flatMap(({ targets }) => targets.map(({ name }) => name))];
  },
  Note: ({ item }) => <Story draft={draftOf(item)} />,
  End: ({ item }) => (item.routingKey ? <Badge>{item.routingKey}</Badge> : null),
  mayWrite: mayConfigure,
};

/** All escalation policies. */
export default function Policies() {
  const text = useWords(policyWords);
  return <ListPage of={policies} add={<AddLink href="/configuration/policies/new">{text.add}</AddLink>} />;
}

const shown = 3;

/** `at once Ada → at 5 min Primary → 2 more levels · repeats twice`. */
function Story({ draft }: { readonly draft: Draft }) {
  const text = useWords(policyWords);
  const { starts } = timeLine(draft);
  const more = draft.levels.length - shown;
  return (
    <>
      {draft.levels.slice(0, shown).map(({ key, targets }, index) => (
        <Fragment key={key}>
          {index > 0 && ' → '}
          {text.atMin(starts[index] ?? 0)} <bdi>{targets.map(({ name }) => name).join(', ') || text.nobody}</bdi>
        </Fragment>
      ))}
      {more > 0 && ` → ${text.moreLevels(more)}`}
      {draft.repeating && ` · ${text.repeats(draft.frequency)}`}
    </>
  );
}
