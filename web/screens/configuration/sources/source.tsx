import { useLocation, useRoute } from 'preact-iso';
import { mayConfigure, useMe } from '../../../app/session.tsx';
import { useAction } from '../../../client/action.ts';
import { answer, api } from '../../../client/api.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Tabs } from '../../../ui/list.tsx';
import { Page } from '../../../ui/page.tsx';
import { Failure, Loading, Notice } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { EventExplorer } from '../events/explorer.tsx';
import { RemoveButton } from '../framework/remove.tsx';
import { bodyOf, draftOf, everything, type Source, type SourceBody } from './settings/draft.ts';
import { Settings } from './settings/settings.tsx';
import { Setup } from './setup.tsx';
import { SourceStatus } from './status.tsx';
import { sourceWords } from './words.ts';
import './sources.css';

/** A source: how it is set up, what it sent, and its settings. */
export default function SourceScreen() {
  const text = useWords(sourceWords);
  const { id: param = '', part = '' } = useRoute().params;
  const id = Number(param);
  const { data, etag, error, reload } = useGet(
    '/alert-sources/{id}',
    { params: { path: { id }, query: { include: everything } } },
    { every: 15_000 },
  );
  const here = `/configuration/sources/${param}`;
  const disabled = !mayConfigure(useMe());
  return (
    <Page
      title={data?.name ?? text.one}
      width={part === 'events' ? 'wide' : 'usual'}
      crumbs={[{ href: '/configuration/sources', text: text.title }]}
      lead={data && <SourceStatus status={data.status} />}
      actions={data && !disabled && <DeleteSource id={id} name={data.name} />}
    >
      <Tabs
        label={text.parts}
        current={part === '' ? here : `${here}/${part}`}
        tabs={[
          { href: here, text: text.setup },
          { href: `${here}/events`, text: text.events },
          { href: `${here}/settings`, text: text.settings },
        ]}
      />
      {data === undefined ? (
        error === undefined ? (
          <Loading />
        ) : (
          <Failure error={error} retry={reload} />
        )
      ) : (
        <>
          <States source={data} etag={etag} disabled={disabled} />
          {part === 'events' ? (
            <EventExplorer of={{ kind: 'source', id }} />
          ) : part === 'settings' ? (
            <Settings key={id} source={data} etag={etag} disabled={disabled} />
          ) : (
            <Setup source={data} />
          )}
        </>
      )}
    </Page>
  );
}

interface StatesProps {
  readonly source: Source;
  readonly etag: string | undefined;
  readonly disabled: boolean;
}

/** Why no alerts come of it, and what its events show to be wrong. */
function States({ source, etag, disabled }: StatesProps) {
  const text = useWords(sourceWords);
  const switchOn = useAction(async () => {
    const body = { ...bodyOf(draftOf(source)), active: true } as unknown as SourceBody;
    const headers = etag === undefined ? {} : { 'if-match': etag };
    await answer(api.PUT('/alert-sources/{id}', { params: { path: { id: source.id } }, body, headers }));
    await refresh('/alert-sources');
  });
  const { warnings = [] } = source;
  return (
    <>
      {source.status === 'DISABLED' && (
        <Notice
          tone="warn"
          actions={
            !disabled && (
              <Button size="small" busy={switchOn.isRunning} onClick={switchOn.run}>
                {text.switchOn}
              </Button>
            )
          }
        >
          {text.off}
        </Notice>
      )}
      {switchOn.error && <Failure error={switchOn.error} />}
      {source.status === 'IN_MAINTENANCE' && <Notice>{text.inMaintenance}</Notice>}
      {warnings.map(({ type, message, count }) => (
        <Notice key={`${type} ${message}`} tone="warn" title={<span lang="en">{message}</span>}>
          {text.warningWhat[type]}
          {typeof count === 'number' && <span class="faint"> ({text.seen(count)})</span>}
        </Notice>
      ))}
    </>
  );
}

function DeleteSource({ id, name }: { readonly id: number; readonly name: string }) {
  const text = useWords(sourceWords);
  const { route } = useLocation();
  return (
    <RemoveButton
      name={name}
      why={text.deleteWhy}
      paths={['/alert-sources']}
      remove={() => api.DELETE('/alert-sources/{id}', { params: { path: { id } } })}
      onRemoved={() => route('/configuration/sources')}
    >
      {text.delete}
    </RemoveButton>
  );
}
