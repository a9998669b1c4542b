import { Blocks } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useAll } from '../../../client/all.ts';
import type { Api } from '../../../client/api.ts';
import { useGet } from '../../../client/query.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { CodeBlock, SearchField } from '../../../ui/list.tsx';
import { matching } from '../../../ui/match.ts';
import { Card, Facts, Page } from '../../../ui/page.tsx';
import { Badge, Empty, Failure, Loading } from '../../../ui/states.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords, words } from '../../../words/language.tsx';
import { frameworkWords } from '../framework/words.ts';
import '../framework/framework.css';

type Integration = Api<'Integration'>;

const integrationWords = words(
  {
    title: 'Integrations',
    lead: 'The tools that Tocsin understands, and how each is set up.',
    none: 'No such tool',
    noneWhy: 'Any tool that can post JSON works with the API’s own form.',
    makeSource: 'New alert source',
    setUp: 'How it is set up',
    alsoFor: 'Also for',
    path: 'Address',
    resolves: 'How alerts end',
    source: 'Where its form is published',
    sample: 'What it sends, for example',
    numbers: 'Shared numbers',
    noNumbers: 'There are none: each deployment calls and writes from its own.',
  },
  {
    title: 'Integrationen',
    lead: 'Die Werkzeuge, die Tocsin versteht, und wie sie eingerichtet werden.',
    none: 'Kein solches Werkzeug',
    noneWhy: 'Jedes Werkzeug, das JSON senden kann, geht mit der eigenen Form der API.',
    makeSource: 'Neue Alarmquelle',
    setUp: 'Wie es eingerichtet wird',
    alsoFor: 'Auch für',
    path: 'Adresse',
    resolves: 'Wie Alarme enden',
    source: 'Wo seine Form veröffentlicht ist',
    sample: 'Was es sendet, zum Beispiel',
    numbers: 'Gemeinsame Nummern',
    noNumbers: 'Es gibt keine: Jede Installation ruft und schreibt von ihren eigenen.',
  },
);

/** The catalogue of tools: searched by name, each with its set-up. */
export default function Integrations() {
  const text = useWords(integrationWords);
  const common = useWords(frameworkWords);
  const { search: searchWord } = useWords(commonWords);
  const { query, path, route } = useLocation();
  const [search, setSearch] = useState(query.q ?? '');
  const { items, error, reload } = useAll('/integrations');
  const numbers = useGet('/numbers');
  const found = matching(items ?? [], search, ({ name, integrationType, aliases }) => [
    name,
    integrationType,
    ...aliases,
  ]);
  return (
    <Page title={text.title} lead={text.lead} crumbs={[{ href: '/configuration', text: common.configuration }]}>
      <Card flush>
        {items === undefined ? (
          error ? (
            <Failure error={error} retry={reload} />
          ) : (
            <Loading lines={8} />
          )
        ) : (
          <>
            <div class="configuration-tools">
              <SearchField
                label={`${searchWord} (${common.count(found.length, items.length)})`}
                value={search}
                onInput={(q) => {
                  setSearch(q);
                  route(q === '' ? path : `${path}?q=${encodeURIComponent(q)}`, true);
                }}
              />
            </div>
            {found.length === 0 ? (
              <Empty icon={<Blocks aria-hidden="true" />} title={text.none}>
                {text.noneWhy}
              </Empty>
            ) : (
              <ul class="integrations">
                {found.map((one) => (
                  <li key={one.id}>
                    <Tool tool={one} isOpen={found.length === 1} />
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Card>
      <p class="faint">
        {text.numbers}: {numbers.data && numbers.data.length > 0 ? numbers.data.length : text.noNumbers}
      </p>
    </Page>
  );
}

function Tool({ tool, isOpen }: { readonly tool: Integration; readonly isOpen: boolean }) {
  const text = useWords(integrationWords);
  const [isShown, setShown] = useState(isOpen);
  return (
    <details open={isOpen} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        <span class="grow">{tool.name}</span>
        <Badge>{tool.integrationType}</Badge>
      </summary>
      {isShown && (
        <div class="stack configuration-pad">
          <h2>{text.setUp}</h2>
          <p lang="en">{tool.setup}</p>
          <Facts
            of={[
              [
                text.resolves,
                <span key="resolves" lang="en">
                  {tool.resolves}
                </span>,
              ],
              [text.alsoFor, tool.aliases.join(', ')],
              [text.path, <code key="path">{tool.integrationPath}/…</code>],
              [
                text.source,
                tool.source.length > 0 && (
                  <ul key="source">
                    {tool.source.map((address) => (
                      <li key={address}>
                        <a href={address} target="_blank" rel="noreferrer">
                          {address}
                        </a>
                      </li>
                    ))}
                  </ul>
                ),
              ],
            ]}
          />
          <h2>{text.sample}</h2>
          <CodeBlock
            text={typeof tool.sample === 'string' ? tool.sample : JSON.stringify(tool.sample, null, 2)}
            label={text.sample}
          />
          <div class="row">
            <LinkButton kind="primary" href={`/configuration/sources/new?type=${tool.integrationType}`}>
              {text.makeSource}
            </LinkButton>
          </div>
        </div>
      )}
    </details>
  );
}
