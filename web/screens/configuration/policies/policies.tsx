import { ListTree, Plus } from 'lucide-preact';
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { mayConfigure, useMe } from '../../../app/session.tsx';
import { useAll } from '../../../client/all.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { List, Row, SearchField } from '../../../ui/list.tsx';
import { isMatch } from '../../../ui/match.ts';
import { Card, Page } from '../../../ui/page.tsx';
import { Badge, Empty, Failure, Loading } from '../../../ui/states.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { type Draft, draftOf, timeLine } from './draft.ts';
import { policyWords } from './words.ts';
import './policies.css';

/** All escalation policies. */
export default function Policies() {
  const text = useWords(policyWords);
  const common = useWords(commonWords);
  const me = useMe();
  const [search, setSearch] = useState('');
  const { items, error, reload } = useAll('/escalation-policies');
  const add = mayConfigure(me) && (
    <LinkButton kind="primary" href="/configuration/policies/new" icon={<Plus aria-hidden="true" />}>
      {text.add}
    </LinkButton>
  );
  const drafts = items?.map((policy) => ({ id: policy.id, draft: draftOf(policy) }));
  const found = drafts?.filter(({ draft }) =>
    isMatch(
      search,
      draft.name,
      draft.routingKey,
      ...draft.levels.flatMap(({ targets }) => targets.map(({ name }) => name)),
    ),
  );
  return (
    <Page
      title={text.title}
      lead={text.lead}
      actions={add}
      crumbs={[{ href: '/configuration', text: text.configuration }]}
    >
      {found === undefined ? (
        error === undefined ? (
          <Loading />
        ) : (
          <Failure error={error} retry={reload} />
        )
      ) : drafts?.length === 0 ? (
        <Card>
          <Empty icon={<ListTree aria-hidden="true" />} title={text.none} actions={add}>
            {text.noneWhy}
          </Empty>
        </Card>
      ) : (
        <>
          <div class="row">
            <SearchField label={text.search} value={search} onInput={setSearch} />
          </div>
          <Card flush>
            {found.length === 0 ? (
              <Empty title={common.nothingFound} />
            ) : (
              <List>
                {found.map(({ id, draft }) => (
                  <Row
                    key={id}
                    href={`/configuration/policies/${id}`}
                    title={draft.name}
                    end={draft.routingKey && <Badge>{draft.routingKey}</Badge>}
                  >
                    <Story draft={draft} />
                  </Row>
                ))}
              </List>
            )}
          </Card>
        </>
      )}
    </Page>
  );
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
