import { Download, ScrollText } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { isAdmin, useMe } from '../../../app/session.tsx';
import { type Api, answer, api } from '../../../client/api.ts';
import { ApiError } from '../../../client/error.ts';
import { useGet } from '../../../client/query.ts';
import { fromLocalInput } from '../../../time/local.ts';
import { Ago } from '../../../time/now.tsx';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Card, Page } from '../../../ui/page.tsx';
import { PickField } from '../../../ui/pick.tsx';
import { Badge, Empty, Failure, Loaded } from '../../../ui/states.tsx';
import { toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { differences } from '../framework/differences.ts';
import { Differences } from '../framework/differences-table.tsx';
import { kindWords } from '../framework/kinds.ts';
import { placeAddress } from '../framework/places.ts';
import { frameworkWords } from '../framework/words.ts';
import { auditWords } from './words.ts';
import '../framework/framework.css';

type Entry = Api<'AuditEntry'>;

const pageSize = 50;

/** Who changed what: for administrators. Its filters stand in the address. */
export default function Audit() {
  const text = useWords(auditWords);
  const common = useWords(frameworkWords);
  const { query } = useLocation();
  if (!isAdmin(useMe()))
    return (
      <Page title={text.title} crumbs={[{ href: '/configuration', text: common.configuration }]}>
        <Failure error={new ApiError(403, '', 'FORBIDDEN')} />
      </Page>
    );
  const asked = {
    ...(query.actor && { actor: query.actor }),
    ...(query.entity && { entity: query.entity }),
    ...(fromLocalInput(query.from ?? '') && { from: fromLocalInput(query.from ?? '') }),
    ...(fromLocalInput(query.until ?? '') && { until: fromLocalInput(query.until ?? '') }),
  };
  return (
    <Page
      title={text.title}
      lead={text.lead}
      crumbs={[{ href: '/configuration', text: common.configuration }]}
      actions={
        <LinkButton
          icon={<Download aria-hidden="true" />}
          href={`/api/audit-log?${new URLSearchParams({ ...(asked as Record<string, string>), format: 'csv' })}`}
          download="audit-log.csv"
        >
          {text.download}
        </LinkButton>
      }
    >
      <Filters />
      <Card flush>
        <Entries key={JSON.stringify(asked)} asked={asked} />
      </Card>
    </Page>
  );
}

function Filters() {
  const text = useWords(auditWords);
  const kinds = useWords(kindWords);
  const { query, path, route } = useLocation();
  const set = (change: Readonly<Record<string, string>>) => {
    const next = new URLSearchParams({ ...query, ...change });
    for (const [key, value] of [...next]) if (value === '') next.delete(key);
    route(next.size === 0 ? path : `${path}?${next}`, true);
  };
  return (
    <Card>
      <div class="columns">
        <PickField
          kind="users"
          label={text.who}
          optional
          placeholder={text.anybody}
          value={query.actor ? { id: Number(query.actor) } : undefined}
          onInput={(user) => set({ actor: user ? String(user.id) : '' })}
        />
        <SelectField
          label={text.what}
          value={query.entity ?? ''}
          onInput={(entity) => set({ entity })}
          options={[
            { value: '', text: text.anything },
            ...Object.entries(kinds)
              .map(([value, said]) => ({ value, text: said }))
              .sort((a, b) => a.text.localeCompare(b.text)),
          ]}
        />
        <TextField
          type="datetime-local"
          label={text.from}
          optional
          value={query.from ?? ''}
          onInput={(from) => set({ from })}
        />
        <TextField
          type="datetime-local"
          label={text.until}
          optional
          value={query.until ?? ''}
          onInput={(until) => set({ until })}
        />
      </div>
    </Card>
  );
}

function Entries({ asked }: { readonly asked: Readonly<Record<string, string | undefined>> }) {
  const text = useWords(auditWords);
  const { failed } = useWords(commonWords);
  const first = useGet('/audit-log', { params: { query: { ...asked, 'max-results': pageSize } } });
  const [older, setOlder] = useState<readonly Entry[]>([]);
  const [isLast, setLast] = useState(false);
  useEffect(() => setOlder([]), [first.etag]);
  const more = async () => {
    const last = older.at(-1) ?? first.data?.at(-1);
    if (last === undefined) return;
    try {
      const next = (await answer(
        api.GET('/audit-log', {
          params: { query: { ...asked, 'max-results': pageSize, cursor: `${last.at}_${last.id}` } },
        }),
      )) as readonly Entry[];
      setOlder([...older, ...next]);
      setLast(next.length < pageSize);
    } catch (reason) {
      toastError(reason, failed);
    }
  };
  return (
    <Loaded of={first} lines={8}>
      {(entries) =>
        entries.length === 0 ? (
          <Empty icon={<ScrollText aria-hidden="true" />} title={text.none}>
            {text.noneWhy}
          </Empty>
        ) : (
          <>
            <ol class="audit">
              {[...entries, ...older].map((entry) => (
                <AuditEntry key={entry.id} entry={entry} />
              ))}
            </ol>
            {entries.length === pageSize && !isLast && (
              <div class="configuration-more">
                <Button onClick={more}>{text.older}</Button>
              </div>
            )}
          </>
        )
      }
    </Loaded>
  );
}

function AuditEntry({ entry }: { readonly entry: Entry }) {
  const text = useWords(auditWords);
  const kinds = useWords(kindWords);
  const { actor, entity, action, via, at, before, after, omitted = [] } = entry;
  const verb = action.split(':')[1] ?? action;
  const changes = before || after ? differences(before ?? {}, after ?? {}) : [];
  const address = verb === 'delete' ? undefined : placeAddress(entity);
  return (
    <li>
      <p>
        <strong dir="auto">{actor.name || text.system}</strong> · {kinds[entity.kind] ?? entity.kind}{' '}
        {address ? (
          <a href={address}>
            <bdi>{entity.name || `#${entity.id}`}</bdi>
          </a>
        ) : (
          <bdi>{entity.name || `#${entity.id}`}</bdi>
        )}{' '}
        <Badge tone={verb === 'delete' ? 'bad' : verb === 'create' ? 'ok' : 'none'}>{text.verbs[verb] ?? verb}</Badge>
      </p>
      <p class="faint small">
        <Ago at={at} /> · {text.via} {text.ways[via] ?? via}
      </p>
      {(changes.length > 0 || omitted.length > 0) && (
        <details class="audit-changes" open={verb === 'update' && changes.length <= 6}>
          <summary>
            {text.details} ({changes.length})
          </summary>
          {changes.length > 0 && <Differences of={changes} fields={{}} before={text.before} after={text.after} />}
          {omitted.length > 0 && <p class="faint small">{text.omitted(omitted.join(', '))}</p>}
        </details>
      )}
    </li>
  );
}
