import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { type Api, answer, api } from '../../../client/api.ts';
import type { ApiError } from '../../../client/error.ts';
import { refresh } from '../../../client/query.ts';
import { Form } from '../../../ui/form.tsx';
import { Page } from '../../../ui/page.tsx';
import { toast } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { base, Conflict, isConflict, useCrumbs } from '../parts.tsx';
import { draftOfPage, labelFrom, newPage, type PageDraft, pageBody } from './page-body.ts';
import { arrangeAdded, savePage } from './save.ts';
import { Sections } from './sections.tsx';
import { pageWords } from './words.ts';
import './pages.css';

interface EditorProps {
  readonly page: Api<'StatusPage'>;
  readonly etag: string | undefined;
  readonly isEditor: boolean;
  readonly onReload: () => Promise<unknown>;
}

/** Everything that a page says of itself, in one form by sections. */
export function Editor({ page, etag, isEditor, onReload }: EditorProps) {
  const [round, setRound] = useState(0);
  const reload = async () => {
    await onReload();
    setRound(round + 1);
  };
  return <EditorForm key={round} page={page} etag={etag} isEditor={isEditor} onReload={reload} />;
}

function EditorForm({ page, etag, isEditor, onReload }: EditorProps) {
  const text = useWords(pageWords);
  const common = useWords(commonWords);
  const [read] = useState({ etag, groups: page.groups ?? [], draft: draftOfPage(page) });
  const [draft, setDraft] = useState(read.draft);
  const [conflict, setConflict] = useState<ApiError>();
  const isChanged = draft !== read.draft;
  useLeaveWarning(isChanged);
  const save = async (ifMatch: string | undefined) => {
    setConflict(undefined);
    try {
      await savePage(page.id, draft, read.groups, ifMatch);
    } catch (error) {
      if (!isConflict(error)) throw error;
      setConflict(error);
      return;
    }
    await refresh('/status-pages');
    toast({ text: text.saved });
    await onReload();
  };
  return (
    <div class="pages-editor">
      <Form
        onSubmit={() => save(read.etag)}
        submit={common.save}
        disabled={!isEditor || !isChanged}
        more={isChanged && <span class="faint">{text.unsaved}</span>}
      >
        {conflict && <Conflict error={conflict} onTakeTheirs={onReload} onSaveMine={() => save(undefined)} />}
        <Sections draft={draft} isFixed={page.activated} onInput={setDraft} />
      </Form>
    </div>
  );
}

/** Whoever closes the window with something unsaved is asked. */
function useLeaveWarning(isChanged: boolean) {
  const latest = useRef(isChanged);
  latest.current = isChanged;
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (latest.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);
}

/** A status page that is made: visitors reach it once it is activated. */
export default function NewPage() {
  const text = useWords(pageWords);
  const common = useWords(commonWords);
  const { route } = useLocation();
  const [draft, setDraft] = useState<PageDraft>(newPage);
  /** The label follows the name until somebody writes another. */
  const change = (next: PageDraft) => {
    const follows = draft.subdomain === labelFrom(draft.name) && next.subdomain === draft.subdomain;
    setDraft(follows ? { ...next, subdomain: labelFrom(next.name) } : next);
  };
  const create = async () => {
    const { structure: _none, ...body } = pageBody(draft);
    const page = await answer(api.POST('/status-pages', { body }));
    await arrangeAdded(page.id, draft);
    await refresh('/status-pages');
    route(`${base}/status-pages/${page.id}`);
  };
  return (
    <Page title={text.add} width="wide" crumbs={useCrumbs('pages')}>
      <div class="pages-editor">
        <Form onSubmit={create} submit={common.save} onCancel={() => route(`${base}/status-pages`)}>
          <Sections draft={draft} isFixed={false} onInput={change} />
        </Form>
      </div>
    </Page>
  );
}
