import { Plus, RadioTower, TriangleAlert } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { mayConfigure, useMe } from '../../../app/session.tsx';
import { useAll } from '../../../client/all.ts';
import type { Api } from '../../../client/api.ts';
import { useGet } from '../../../client/query.ts';
import { Ago } from '../../../time/now.tsx';
import { LinkButton } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { List, Row, SearchField } from '../../../ui/list.tsx';
import { isMatch } from '../../../ui/match.ts';
import { Card, Page } from '../../../ui/page.tsx';
import { Badge, Empty, Failure, Loading } from '../../../ui/states.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { SourceStatus } from './status.tsx';
import { ToolIcon } from './tool-icon.tsx';
import type { Tool } from './tools.ts';
import { nameOfType, useTools } from './use-tools.ts';
import { sourceWords } from './words.ts';
import './sources.css';

type Source = Api<'Source'>;

/** All alert sources, with how each is. */
export default function Sources() {
  const text = useWords(sourceWords);
  const common = useWords(commonWords);
  const me = useMe();
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState('');
  const { items, error, reload } = useAll('/alert-sources', {}, { every: 30_000 });
  const { tools } = useTools();
  const add = mayConfigure(me) && (
    <LinkButton kind="primary" href="/configuration/sources/new" icon={<Plus aria-hidden="true" />}>
      {text.add}
    </LinkButton>
  );
  const found = items?.filter(
    (source) =>
      (status === '' || source.status === status) &&
      isMatch(search, source.name, nameOfType(tools, source.integrationType), source.escalationPolicy.name),
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
      ) : items?.length === 0 ? (
        <Card>
          <Empty icon={<RadioTower aria-hidden="true" />} title={text.none} actions={add}>
            {text.noneWhy}
          </Empty>
        </Card>
      ) : (
        <>
          <div class="row">
            <SearchField label={text.search} value={search} onInput={setSearch} />
            <SelectField
              label={text.filterStatus}
              hideLabel
              value={status}
              onInput={setStatus}
              options={[
                { value: '', text: text.all },
                ...Object.entries(text.status).map(([value, said]) => ({ value, text: said })),
              ]}
            />
          </div>
          <Card flush>
            {found.length === 0 ? (
              <Empty title={common.nothingFound} />
            ) : (
              <List>
                {found.map((source) => (
                  <SourceRow key={source.id} source={source} tools={tools} />
                ))}
              </List>
            )}
          </Card>
        </>
      )}
    </Page>
  );
}

function SourceRow({ source, tools }: { readonly source: Source; readonly tools: readonly Tool[] | undefined }) {
  const tool = nameOfType(tools, source.integrationType);
  return (
    <Row
      href={`/configuration/sources/${source.id}`}
      lead={<ToolIcon name={tool} />}
      title={source.name}
      end={<SourceStatus status={source.status} />}
    >
      {tool}
      {source.escalationPolicy.name && (
        <>
          {' · '}
          <bdi>{source.escalationPolicy.name}</bdi>
        </>
      )}
      <Life id={source.id} />
    </Row>
  );
}

/** When it was last heard of and what is wrong with it: asked when the row comes into sight, for lists are long. */
function Life({ id }: { readonly id: number }) {
  const text = useWords(sourceWords);
  const place = useRef<HTMLSpanElement>(null);
  const [enabled, setSeen] = useState(false);
  useEffect(() => {
    if (place.current === null) return undefined;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && setSeen(true));
    watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  const path = { id };
  const last = useGet('/alert-sources/{id}/events', { params: { path, query: { 'max-results': 1 } } }, { enabled })
    .data?.[0];
  const { data } = useGet('/alert-sources/{id}', { params: { path } }, { enabled });
  const count = data?.warnings?.length ?? 0;
  return (
    <span ref={place}>
      {last && (
        <>
          {` · ${text.lastEvent} `}
          <Ago at={last.receivedAt} />
        </>
      )}
      {count > 0 && (
        <>
          {' '}
          <Badge tone="warn" icon={<TriangleAlert aria-hidden="true" />}>
            {text.warnings(count)}
          </Badge>
        </>
      )}
    </span>
  );
}
