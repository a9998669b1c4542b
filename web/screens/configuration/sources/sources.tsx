import { RadioTower, TriangleAlert } from 'lucide-preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { mayConfigure } from '../../../app/session.tsx';
import { useAll } from '../../../client/all.ts';
import type { Api } from '../../../client/api.ts';
import { useGet } from '../../../client/query.ts';
import { Ago } from '../../../time/now.tsx';
import { Badge } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { AddLink, ListPage } from '../framework/list.tsx';
import type { Listed } from '../framework/resource.ts';
import { SourceStatus } from './status.tsx';
import { ToolIcon } from './tool-icon.tsx';
import { nameOfType, useTools } from './use-tools.ts';
import { sourceWords } from './words.ts';
import './sources.css';

/** A source with the name of its tool. */
type Source = Api<'Source'> & { readonly tool: string };

function useSources() {
  const all = useAll('/alert-sources', {}, { every: 30_000 });
  const { tools } = useTools();
  const items = useMemo(
    () => all.items?.map((source): Source => ({ ...source, tool: nameOfType(tools, source.integrationType) })),
    [all.items, tools],
  );
  return { ...all, items };
}

const sources: Listed<Source> = {
  place: 'sources',
  words: sourceWords,
  Icon: RadioTower,
  useList: useSources,
  titleOf: ({ name }) => name,
  searchedOf: ({ tool, escalationPolicy }) => [tool, escalationPolicy.name],
  useNarrowings: () =>
    Object.entries(useWords(sourceWords).status).map(([key, text]) => ({
      key,
      text,
      test: ({ status }) => status === key,
    })),
  Lead: ({ item }) => <ToolIcon name={item.tool} />,
  End: ({ item }) => <SourceStatus status={item.status} />,
  Note: ({ item: { id, tool, escalationPolicy } }) => (
    <>
      {tool}
      {escalationPolicy.name && (
        <>
          {' · '}
          <bdi>{escalationPolicy.name}</bdi>
        </>
      )}
      <Life id={id} />
    </>
  ),
  mayWrite: mayConfigure,
};

/** All alert sources, with how each is. */
export default function Sources() {
  const text = useWords(sourceWords);
  return <ListPage of={sources} add={<AddLink href="/configuration/sources/new">{text.add}</AddLink>} />;
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
