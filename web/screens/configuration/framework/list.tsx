import { Plus } from 'lucide-preact';
import type { ComponentChild } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { isResponder, useMe } from '../../../app/session.tsx';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { List, Row, SearchField } from '../../../ui/list.tsx';
import { matching } from '../../../ui/match.ts';
import { Card, Page } from '../../../ui/page.tsx';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { commonWords } from '../../../words/common.ts';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { type Id, type Listed, type Narrowing, type Resource, rootOf } from './resource.ts';
import { frameworkWords } from './words.ts';
import './framework.css';
import { byName } from '../../../words/order.ts';

/** So many rows are drawn at first, and more when somebody asks. */
const rowsAtOnce = 50;

/** All of a kind, with the button that leads to the form of a new one. */
export function ResourceList<Item extends { readonly id: Id }, Draft extends object>({
  resource,
}: {
  readonly resource: Resource<Item, Draft>;
}) {
  const { add } = useWords(resource.words);
  const toNew = <AddLink href={`${rootOf(resource)}/${resource.place}/new`}>{add}</AddLink>;
  return <ListPage of={resource} add={resource.create !== undefined && toNew} />;
}

export const AddLink = ({ href, children }: { readonly href: string; readonly children: string }) => (
  <LinkButton kind="primary" href={href} icon={<Plus aria-hidden="true" />}>
    {children}
  </LinkButton>
);

interface ListPageProps<Item extends { readonly id: Id }> {
  readonly of: Listed<Item>;
  /** For those who may: how a new one is made. */
  readonly add: ComponentChild;
  readonly children?: ComponentChild;
}

/** All of a kind: searched, narrowed down, and paged. */
export function ListPage<Item extends { readonly id: Id }>({
  of: resource,
  add: adding,
  children,
}: ListPageProps<Item>) {
  const { place, words, Icon, titleOf, searchedOf, compare, Note, End, Lead, mayWrite = isResponder } = resource;
  const language = useLanguage();
  const text = useWords(words);
  const common = useWords(frameworkWords);
  const { search: wordOfSearch } = useWords(commonWords);
  const me = useMe();
  const all = resource.useList();
  const narrowings: readonly Narrowing<Item>[] = resource.useNarrowings?.() ?? [];
  const { query, path, route } = useLocation();
  const [search, setSearch] = useState(query.q ?? '');
  const only = narrowings.find(({ key }) => key === query.only);
  const found = useMemo(() => {
    const inOrder = all.items?.toSorted(compare ?? ((a, b) => byName(language)(titleOf(a), titleOf(b))));
    const narrowed = only ? inOrder?.filter(only.test) : inOrder;
    return matching(narrowed ?? [], search, (item) => [titleOf(item), ...(searchedOf?.(item) ?? [])]);
  }, [all.items, search, only?.key, language]);
  const go = (change: Readonly<Record<string, string>>) => {
    const next = new URLSearchParams({ ...query, ...change });
    for (const [key, value] of [...next]) if (value === '') next.delete(key);
    const said = next.toString();
    route(said === '' ? path : `${path}?${said}`, true);
  };
  const look = (q: string) => {
    setSearch(q);
    go({ q });
  };
  const add = mayWrite(me) && adding;

  return (
    <Page
      title={text.title}
      lead={text.lead}
      crumbs={[
        {
          href: rootOf(resource),
          text: common[rootOf(resource) === '/communication' ? 'communication' : 'configuration'],
        },
      ]}
      actions={add}
    >
      <Card flush>
        {all.items === undefined ? (
          all.error ? (
            <Failure error={all.error} retry={all.reload} />
          ) : (
            <Loading lines={6} />
          )
        ) : all.items.length === 0 ? (
          <Empty icon={<Icon aria-hidden="true" />} title={text.empty} actions={add}>
            {text.emptyWhy}
          </Empty>
        ) : (
          <>
            <div class="configuration-tools">
              <SearchField
                label={`${wordOfSearch} (${common.count(found.length, all.items.length)})`}
                value={search}
                onInput={look}
              />
              {narrowings.length > 0 && (
                <fieldset class="row" aria-label={text.title}>
                  {[{ key: '', text: common.everything }, ...narrowings].map(({ key, text: said }) => (
                    <Button
                      key={key}
                      size="small"
                      kind={(only?.key ?? '') === key ? 'primary' : 'plain'}
                      aria-pressed={(only?.key ?? '') === key}
                      onClick={() => go({ only: key })}
                    >
                      {said}
                    </Button>
                  ))}
                </fieldset>
              )}
            </div>
            <Rows
              items={found}
              row={(item) => (
                <Row
                  key={item.id}
                  href={`${rootOf(resource)}/${place}/${encodeURIComponent(item.id)}`}
                  lead={Lead && <Lead item={item} />}
                  title={<bdi class="configuration-name">{titleOf(item)}</bdi>}
                  end={End && <End item={item} />}
                >
                  {Note && <Note item={item} />}
                </Row>
              )}
              showAll={() => {
                setSearch('');
                route(path, true);
              }}
            />
            {all.isCut && <p class="configuration-cut faint">{common.cut}</p>}
          </>
        )}
      </Card>
      {children}
    </Page>
  );
}

/** Rows, as many as one wants to see at once. */
export function Rows<Item>({
  items,
  row,
  showAll,
}: {
  readonly items: readonly Item[];
  readonly row: (item: Item) => ComponentChild;
  readonly showAll: () => void;
}) {
  const common = useWords(frameworkWords);
  const { more } = useWords(commonWords);
  const [count, setCount] = useState(rowsAtOnce);
  if (items.length === 0)
    return (
      <Empty title={common.noMatch} actions={<Button onClick={showAll}>{common.showAll}</Button>}>
        {common.noMatchWhy}
      </Empty>
    );
  return (
    <>
      <List>{items.slice(0, count).map(row)}</List>
      {items.length > count && (
        <div class="configuration-more">
          <Button onClick={() => setCount(count + rowsAtOnce * 2)}>
            {more} ({common.count(count, items.length)})
          </Button>
        </div>
      )}
    </>
  );
}
