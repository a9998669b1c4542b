import { SearchX } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { isAdmin, useMe } from '../../../app/session.tsx';
import { List, Row, SearchField } from '../../../ui/list.tsx';
import { matching } from '../../../ui/match.ts';
import { Card, Page } from '../../../ui/page.tsx';
import { Badge, Empty } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { type Counts, type Found, useCounts } from './counts.ts';
import { groups, type Part } from './parts.ts';
import { overviewWords } from './words.ts';
import './overview.css';

/** All that is configured, by groups, with what is wrong; and a search over everything by its name. */
export default function Configuration() {
  const text = useWords(overviewWords);
  const isAll = isAdmin(useMe());
  const counts = useCounts(isAll);
  const { query, path, route } = useLocation();
  const [search, setSearch] = useState(query.q ?? '');
  const look = (q: string) => {
    setSearch(q);
    route(q === '' ? path : `${path}?q=${encodeURIComponent(q)}`, true);
  };
  return (
    <Page title={text.title} lead={text.lead}>
      <div class="row">
        <SearchField label={text.search} value={search} onInput={look} />
      </div>
      {search.trim() === '' ? (
        <div class="overview">
          {groups.map(({ name, parts }) => (
            <section key={name} aria-label={text.groups[name]}>
              <h2>{text.groups[name]}</h2>
              <ul>
                {parts
                  .filter(({ isHidden }) => !isHidden || isAll)
                  .map((part) => (
                    <li key={part.name}>
                      <PartLink part={part} counts={counts} />
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </div>
      ) : (
        <Results found={matching(counts.all, search, ({ name, note, part }) => [name, note, text.parts[part]])} />
      )}
    </Page>
  );
}

function PartLink({ part: { name, Icon }, counts }: { readonly part: Part; readonly counts: Counts }) {
  const text = useWords(overviewWords);
  const count = counts.counts[name];
  const problems = counts.problems[name] ?? [];
  return (
    <a class="overview-part" href={`/configuration/${name}`}>
      <Icon aria-hidden="true" />
      <span class="grow">
        <span class="overview-name">{text.parts[name]}</span>
        {text.hints[name] && <span class="faint small">{text.hints[name]}</span>}
        {problems.length > 0 && (
          <span class="row overview-problems">
            {problems.map((problem) => (
              <Badge key={problem.text} tone={problem.tone}>
                {problem.text}
              </Badge>
            ))}
          </span>
        )}
      </span>
      {count !== undefined && <span class="overview-count number">{count}</span>}
    </a>
  );
}

const mostFound = 100;

function Results({ found }: { readonly found: readonly Found[] }) {
  const text = useWords(overviewWords);
  return (
    <Card flush title={text.found(found.length)}>
      {found.length === 0 ? (
        <Empty icon={<SearchX aria-hidden="true" />} title={text.noMatch}>
          {text.noMatchWhy}
        </Empty>
      ) : (
        <List>
          {found.slice(0, mostFound).map(({ part, id, name, note }) => (
            <Row
              key={`${part} ${id}`}
              href={`/configuration/${part}/${encodeURIComponent(id)}`}
              title={<bdi>{name}</bdi>}
            >
              {[text.parts[part], note].filter(Boolean).join(' · ')}
            </Row>
          ))}
        </List>
      )}
    </Card>
  );
}
