import { Ellipsis, ExternalLink, Eye, Trash2 } from 'lucide-preact';
import { useLocation, useRoute } from 'preact-iso';
import { useMe } from '../../../app/session.tsx';
import { type Api, answer, api } from '../../../client/api.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { useAsk } from '../../../ui/dialog.tsx';
import { Tabs } from '../../../ui/list.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Page } from '../../../ui/page.tsx';
import { StatusBadge } from '../../../ui/service-status.tsx';
import { Failure, Loading, Notice } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { base, mayEdit, useCrumbs } from '../parts.tsx';
import { Audiences } from './audiences.tsx';
import { Editor } from './editor.tsx';
import { previewAddress } from './preview.ts';
import { Subscribers } from './subscribers.tsx';
import { pageWords } from './words.ts';
import './pages.css';

type StatusPage = Api<'StatusPage'>;

/** One status page: what it shows and to whom, its audiences, its subscribers. */
export default function StatusPageScreen() {
  const text = useWords(pageWords);
  const crumbs = useCrumbs('pages');
  const { id = '', part } = useRoute().params;
  const isEditor = mayEdit(useMe());
  const include = ['groups', 'subscribed'];
  const found = useGet('/status-pages/{id}', { params: { path: { id }, query: { include } } });
  const page = found.data;
  if (page === undefined)
    return (
      <Page title="…" crumbs={crumbs}>
        {found.error ? <Failure error={found.error} retry={found.reload} /> : <Loading />}
      </Page>
    );
  const here = `${base}/status-pages/${page.id}`;
  const tabs = [
    { href: here, text: text.editor },
    ...(isEditor ? [{ href: `${here}/audiences`, text: text.audiences }] : []),
    { href: `${here}/subscribers`, text: text.subscribers },
  ];
  return (
    <Page
      title={page.name}
      crumbs={crumbs}
      width="wide"
      lead={<StatusBadge status={page.status} />}
      actions={<Actions page={page} isEditor={isEditor} />}
    >
      {!page.activated && <Notice>{text.notActivated}</Notice>}
      <Tabs label={text.parts} tabs={tabs} current={part ? `${here}/${part}` : here} />
      {part === 'audiences' ? (
        <Audiences page={page} />
      ) : part === 'subscribers' ? (
        <Subscribers page={page} isEditor={isEditor} />
      ) : (
        <Editor page={page} etag={found.etag} isEditor={isEditor} onReload={found.reload} />
      )}
    </Page>
  );
}

function Actions({ page, isEditor }: { readonly page: StatusPage; readonly isEditor: boolean }) {
  const text = useWords(pageWords);
  const common = useWords(commonWords);
  const language = useLanguage();
  const ask = useAsk();
  const { route } = useLocation();
  const params = { path: { id: page.id } };
  const activate = async () => {
    if (!(await ask({ title: text.activateAsk, text: text.activateWhy, yes: text.activate }))) return;
    try {
      await answer(api.PUT('/status-pages/{id}/activate', { params }));
      await refresh('/status-pages');
      toast({ text: text.activated });
    } catch (error) {
      toastError(error, common.failed);
    }
  };
  const remove = async () => {
    const question = { title: text.removeAsk(page.name), text: text.removeWhy, yes: text.remove, danger: true };
    if (!(await ask(question))) return;
    try {
      await answer(api.DELETE('/status-pages/{id}', { params }));
      route(`${base}/status-pages`);
      toast({ text: text.removed });
      await refresh('/status-pages');
    } catch (error) {
      toastError(error, common.failed);
    }
  };
  return (
    <>
      {isEditor && !page.activated && (
        <Button kind="primary" onClick={activate}>
          {text.activate}
        </Button>
      )}
      {page.activated && (
        <LinkButton
          href={page.url}
          target="_blank"
          rel="noopener noreferrer"
          icon={<ExternalLink aria-hidden="true" />}
        >
          {text.visit}
        </LinkButton>
      )}
      {isEditor && (
        <>
          <LinkButton
            href={previewAddress(page.id, { lng: language })}
            target="_blank"
            rel="noopener noreferrer"
            icon={<Eye aria-hidden="true" />}
          >
            {text.preview}
          </LinkButton>
          <Menu
            label={common.more}
            iconOnly
            icon={<Ellipsis aria-hidden="true" />}
            items={[{ text: text.remove, icon: <Trash2 aria-hidden="true" />, danger: true, onClick: remove }]}
          />
        </>
      )}
    </>
  );
}
