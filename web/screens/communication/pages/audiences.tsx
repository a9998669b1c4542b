import { Eye } from 'lucide-preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Api, answer, answered, api } from '../../../client/api.ts';
import { wasLate } from '../../../client/late.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { CheckField } from '../../../ui/field.tsx';
import { SearchField } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Empty, Loaded } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { frameworkWords } from '../../configuration/framework/words.ts';
import { communicationWords } from '../words.ts';
import {
  type Audience,
  audienceBody,
  type Item,
  inOrder,
  isVisible,
  itemsOf,
  seenBy,
  seesSame,
  withAudience,
  withVisible,
} from './matrix.ts';
import { previewAddress } from './preview.ts';
import { pageWords } from './words.ts';

type StatusPage = Api<'StatusPage'>;
const size = 50;

/** Who sees what of a page whose visitors see what concerns them: a matrix of teams and things. */
export function Audiences({ page }: { readonly page: StatusPage }) {
  const text = useWords(pageWords);
  const audiences = useGet('/status-pages/{id}/audiences', { params: { path: { id: page.id } } });
  if (!page.audienceSpecific)
    return (
      <Card>
        <Empty title={text.notByAudience}>{text.notByAudienceWhy}</Empty>
      </Card>
    );
  return (
    <Card title={text.matrix}>
      <div class="stack">
        <p class="faint">{text.audiencesWhy}</p>
        <Loaded of={audiences}>
          {(all) =>
            all.length === 0 ? (
              <Empty
                title={text.audiences}
                actions={<LinkButton href="/configuration/teams">{text.makeTeam}</LinkButton>}
              >
                {text.noTeams}
              </Empty>
            ) : itemsOf(all).length === 0 ? (
              <Empty title={text.noAudienceItems} />
            ) : (
              <Matrix pageId={page.id} read={all} />
            )
          }
        </Loaded>
      </div>
    </Card>
  );
}

/** What was ticked is shown at once and saved team by team, one save of a team after the other. */
function useMatrix(pageId: number, read: readonly Audience[]) {
  const common = useWords(commonWords);
  const { theirsShown } = useWords(frameworkWords);
  const [all, setAll] = useState(read);
  const latest = useRef(all);
  const saving = useRef(new Map<number, Promise<unknown>>());
  const set = (next: readonly Audience[]) => {
    latest.current = next;
    setAll(next);
  };
  useEffect(() => {
    if (saving.current.size === 0) set(read);
  }, [read]);
  const save = async (teamId: number, before: Audience) => {
    const wanted = latest.current.find(({ team }) => team.id === teamId);
    if (wanted === undefined) return;
    const params = { path: { id: pageId, team: teamId } };
    const show = (theirs: Audience) => {
      set(withAudience(latest.current, theirs));
      toast({ text: theirsShown });
    };
    try {
      const { body: current, etag } = await answered(api.GET('/status-pages/{id}/audiences/{team}', { params }));
      if (!seesSame(current, before)) return show(current);
      const headers = etag === undefined ? {} : { 'if-match': etag };
      const put = answer(
        api.PUT('/status-pages/{id}/audiences/{team}', { params, body: audienceBody(wanted), headers }),
      );
      if (await wasLate(put)) show(await answer(api.GET('/status-pages/{id}/audiences/{team}', { params })));
    } catch (error) {
      set(withAudience(latest.current, before));
      toastError(error, common.failed);
    }
  };
  const change = (audience: Audience, items: readonly Item[], visible: boolean) => {
    const { id } = audience.team;
    const before = latest.current.find(({ team }) => team.id === id) ?? audience;
    set(withAudience(latest.current, withVisible(before, items, visible)));
    const turn = (saving.current.get(id) ?? Promise.resolve()).then(() => save(id, before));
    saving.current.set(id, turn);
    void turn.then(async () => {
      if (saving.current.get(id) !== turn) return;
      saving.current.delete(id);
      if (saving.current.size === 0) await refresh('/status-pages', '/services', '/metrics');
    });
  };
  return { all, change };
}

function Matrix({ pageId, read }: { readonly pageId: number; readonly read: readonly Audience[] }) {
  const text = useWords(pageWords);
  const words = useWords(communicationWords);
  const language = useLanguage();
  const { all, change } = useMatrix(pageId, read);
  const [search, setSearch] = useState('');
  const [isSeeingOnly, setSeeingOnly] = useState(false);
  const [shown, setShown] = useState(size);
  const order = useMemo(() => inOrder(read, language).map(({ team }) => team.id), [read.length, language]);
  const items = itemsOf(all);
  const byId = new Map(all.map((audience) => [audience.team.id, audience]));
  const found = order
    .flatMap((id) => byId.get(id) ?? [])
    .filter(({ team }) => team.name.toLowerCase().includes(search.trim().toLowerCase()))
    .filter((audience) => !isSeeingOnly || seenBy(audience) > 0);
  return (
    <>
      <div class="communication-filters">
        <SearchField label={text.findTeam} value={search} onInput={setSearch} />
        <CheckField label={text.onlySeeing} value={isSeeingOnly} onInput={setSeeingOnly} />
      </div>
      <section class="pages-matrix" aria-label={text.matrix} tabIndex={0}>
        <table>
          <caption class="unseen">{text.matrix}</caption>
          <thead>
            <tr>
              <th scope="col">{text.team}</th>
              {items.map(({ kind, id, name }) => (
                <th key={`${kind} ${id}`} scope="col" class="pages-item">
                  <bdi>{name}</bdi>
                </th>
              ))}
              <th scope="col">{text.all}</th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, shown).map((audience) => (
              <Row key={audience.team.id} pageId={pageId} audience={audience} items={items} onChange={change} />
            ))}
          </tbody>
        </table>
      </section>
      {found.length === 0 && <Empty title={words.noMatch} />}
      {found.length > shown && (
        <div class="communication-more">
          <Button onClick={() => setShown(shown + size)}>{words.more}</Button>
        </div>
      )}
    </>
  );
}

interface RowProps {
  readonly pageId: number;
  readonly audience: Audience;
  readonly items: readonly Item[];
  readonly onChange: (audience: Audience, items: readonly Item[], visible: boolean) => void;
}

function Row({ pageId, audience, items, onChange }: RowProps) {
  const text = useWords(pageWords);
  const language = useLanguage();
  const { team } = audience;
  const seen = seenBy(audience);
  return (
    <tr>
      <th scope="row">
        <span class="row">
          <bdi class="grow">{team.name}</bdi>
          <a
            class="button icon small quiet"
            href={previewAddress(pageId, { lng: language, team: team.id })}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={text.previewFor(team.name)}
            title={text.previewFor(team.name)}
          >
            <Eye aria-hidden="true" />
          </a>
        </span>
      </th>
      {items.map((item) => (
        <td key={`${item.kind} ${item.id}`}>
          <label>
            <input
              type="checkbox"
              aria-label={text.sees(team.name, item.name)}
              checked={isVisible(audience, item)}
              onChange={(event) => onChange(audience, [item], event.currentTarget.checked)}
            />
          </label>
        </td>
      ))}
      <td>
        <label>
          <input
            type="checkbox"
            aria-label={text.allOf(team.name)}
            checked={seen === items.length}
            indeterminate={seen > 0 && seen < items.length}
            onChange={(event) => onChange(audience, items, event.currentTarget.checked)}
          />
        </label>
      </td>
    </tr>
  );
}
