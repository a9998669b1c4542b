import { BellOff, Keyboard, Plus } from 'lucide-preact';
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { isResponder, useMe } from '../../app/session.tsx';
import { clockTime, relativeTime } from '../../time/format.ts';
import { useNow } from '../../time/now.tsx';
import { Button, IconButton, LinkButton } from '../../ui/button.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { AlertRow } from './alert-row.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { FilterBar } from './filter-bar.tsx';
import { type Filters, matches, readFilters, writeFilters } from './filters.ts';
import { type Command, step } from './keys.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { listWords } from './list-words.ts';
import { type Alert, isPossible, stateOf } from './model.ts';
import { useDeeds } from './use-deeds.ts';
import { useKeys } from './use-keys.ts';
import { useAlertList } from './use-list.ts';
import './alerts.css';

/** Alerts, narrowed down by what the address says; answered one by one by keys, or many at once. */
export default function Alerts() {
  const text = useWords(listWords);
  const me = useMe();
  const deeds = useDeeds();
  const { filters, setFilters } = useFilters();
  const list = useAlertList(filters);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [isHelpOpen, setHelpOpen] = useState(false);
  const element = useRef<HTMLUListElement>(null);
  const mayAct = isResponder(me);
  const shown = useMemo(() => list.alerts.filter((alert) => matches(alert, filters)), [list.alerts, filters]);
  const select = useCallback((id: number, isSelected: boolean) => {
    setSelected((before) => {
      const next = new Set(before);
      if (isSelected) next.add(id);
      else next.delete(id);
      return next;
    });
  }, []);

  const links = () => [...(element.current?.querySelectorAll<HTMLElement>('li > a') ?? [])];
  const last = useRef(-1);
  const current = () => links().indexOf(document.activeElement?.closest('li')?.querySelector('a') as HTMLElement);
  function onCommand(command: Command, event: KeyboardEvent): void {
    const alert = shown[current()];
    const able = alert && mayAct && deeds.doing(alert.id) === undefined ? alert : undefined;
    if (command === 'help') setHelpOpen(true);
    else if (command === 'leave') setSelected(new Set());
    else if (command === 'search') document.querySelector<HTMLElement>('input[type=search]')?.focus();
    else if (command === 'next' || command === 'previous') {
      const by = command === 'next' ? 1 : -1;
      // What was resolved has left the list: the next one stands in its place.
      const from = current() >= 0 ? current() : last.current - (by > 0 ? 1 : 0);
      last.current = step(from, by, shown.length);
      links()[last.current]?.focus();
    } else if (command === 'selectAll' && mayAct)
      setSelected(selected.size >= shown.length ? new Set() : new Set(shown.map(({ id }) => id)));
    else if (command === 'select' && alert && mayAct) select(alert.id, !selected.has(alert.id));
    else if (able && (command === 'accept' || command === 'resolve' || command === 'escalate')) {
      if (isPossible(command, able, me.id)) void deeds.act(able, { kind: command });
    } else return;
    event.preventDefault();
  }
  useKeys(onCommand);

  return (
    <Page
      title={text.title}
      width="wide"
      actions={
        <>
          <IconButton class="alerts-wide" label={text.keys} onClick={() => setHelpOpen(true)}>
            <Keyboard aria-hidden="true" />
          </IconButton>
          {mayAct && (
            <LinkButton href="/alerts/new" icon={<Plus aria-hidden="true" />}>
              {text.newAlert}
            </LinkButton>
          )}
        </>
      }
    >
      <FilterBar filters={filters} onInput={setFilters} />
      <BulkBar
        selected={shown.filter(({ id }) => selected.has(id))}
        all={shown.length}
        onSelectAll={() => setSelected(new Set(shown.map(({ id }) => id)))}
        onLeave={() => setSelected(new Set())}
        onDone={(done) => {
          for (const alert of done) list.put(alert);
          setSelected(new Set());
        }}
      />
      <Card flush class="alerts-list-card">
        <Loaded of={list.got}>
          {() =>
            shown.length === 0 ? (
              <Empty
                icon={<BellOff aria-hidden="true" />}
                title={text.none}
                actions={
                  list.hasMore && (
                    <Button busy={list.isLoadingMore} onClick={list.more}>
                      {text.searchMore}
                    </Button>
                  )
                }
              >
                {list.alerts.length > 0 ? text.noneLoaded(list.alerts.length) : text.noneWhy}
              </Empty>
            ) : (
              <ul class={`alerts-list${list.got.isOld ? ' old' : ''}`} ref={element} aria-label={text.title}>
                <Rows alerts={shown} deeds={deeds} selected={selected} onSelect={select} mayAct={mayAct} />
              </ul>
            )
          }
        </Loaded>
      </Card>
      {list.alerts.length > 0 && (
        <div class="row apart">
          <span class="faint small">{text.count(shown.length, list.alerts.length)}</span>
          {list.hasMore && shown.length > 0 && (
            <Button busy={list.isLoadingMore} onClick={list.more}>
              {text.more}
            </Button>
          )}
        </div>
      )}
      {isHelpOpen && <KeysDialog onClose={() => setHelpOpen(false)} />}
    </Page>
  );
}

interface RowsProps {
  readonly alerts: readonly Alert[];
  readonly deeds: ReturnType<typeof useDeeds>;
  readonly selected: ReadonlySet<number>;
  readonly onSelect: (id: number, isSelected: boolean) => void;
  readonly mayAct: boolean;
}

/** One clock for all rows. */
function Rows({ alerts, deeds, selected, onSelect, mayAct }: RowsProps) {
  const text = useWords(listWords);
  const language = useLanguage();
  const me = useMe();
  const now = useNow(15_000);
  return (
    <>
      {alerts.map((alert) => {
        const seen = deeds.seen(alert);
        const isNext = stateOf(seen) === 'pending' && seen.nextEscalation !== null;
        return (
          <AlertRow
            key={alert.id}
            alert={seen}
            meId={me.id}
            age={relativeTime(alert.reportTime, now, { language })}
            next={isNext ? text.nextAt(clockTime(seen.nextEscalation ?? '', { language })) : ''}
            selectLabel={text.select(alert.id)}
            isSelected={selected.has(alert.id)}
            doing={deeds.doing(alert.id)}
            onTakeBack={deeds.takeBack}
            maySelect={mayAct}
            onSelect={onSelect}
          />
        );
      })}
    </>
  );
}

/** What the address says, and how it is changed: going back leaves the list, not the last letter typed. */
function useFilters(): { readonly filters: Filters; readonly setFilters: (filters: Filters) => void } {
  const { url, path, route } = useLocation();
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  const filters = useMemo(() => readFilters(search), [search]);
  return { filters, setFilters: (next) => route(`${path}${writeFilters(next)}`, true) };
}
