import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { answered, api } from '../../../client/api.ts';
import { ApiError } from '../../../client/error.ts';
import { refresh } from '../../../client/query.ts';
import { toast } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { bodyOf, type Draft, draftOf, emptyDraft, isSame, type Policy } from './draft.ts';
import { policyWords } from './words.ts';

export interface Stored {
  readonly policy: Policy;
  readonly etag: string | undefined;
}

/** Another edition than the one that was opened, and who is said to have saved it. */
export interface Conflict {
  readonly theirs: Draft;
  readonly etag: string | undefined;
  readonly by?: string | undefined;
  readonly at?: string | undefined;
}

interface Edition {
  readonly draft: Draft;
  readonly etag: string | undefined;
}

const editionOf = (stored: Stored | undefined): Edition =>
  stored === undefined ? { draft: emptyDraft, etag: undefined } : { draft: draftOf(stored.policy), etag: stored.etag };

/** A policy while it is edited: over which edition it is written, and what becomes of it when others write, too. */
export function usePolicy(stored: Stored | undefined) {
  const text = useWords(policyWords);
  const common = useWords(commonWords);
  const { route } = useLocation();
  const [base, setBase] = useState(() => editionOf(stored));
  const [draft, setDraft] = useState(base.draft);
  const [conflict, setConflict] = useState<Conflict>();
  const id = stored?.policy.id;
  const latest = editionOf(stored);
  const isDirty = !isSame(draft, base.draft);
  /** What was still shown of it when a newer edition was taken. */
  const [outdated, setOutdated] = useState<string>();
  const isOutdated = latest.etag !== undefined && latest.etag === outdated;
  const isOvertaken = !isOutdated && !isSame(latest.draft, base.draft);

  useEffect(() => {
    // Who has changed nothing sees what others write.
    if (!isOvertaken || isDirty) return;
    setBase(latest);
    setDraft(latest.draft);
  }, [isOvertaken, isDirty]);

  const take = (edition: Edition) => {
    setBase(edition);
    setDraft(edition.draft);
    setOutdated(edition.etag === latest.etag ? undefined : latest.etag);
    setConflict(undefined);
  };

  async function read(path: { id: number }): Promise<Edition> {
    const { body, etag } = await answered(api.GET('/escalation-policies/{id}', { params: { path } }));
    return { draft: draftOf(body), etag };
  }

  async function write(path: { id: number }, etag: string | undefined): Promise<void> {
    const headers = etag === undefined ? {} : { 'if-match': etag };
    try {
      const written = await answered(
        api.PUT('/escalation-policies/{id}', { params: { path }, body: bodyOf(draft), headers }),
      );
      take({ draft: draftOf(written.body), etag: written.etag });
      await refresh('/escalation-policies');
      toast({ text: common.saved });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 412) throw error;
      const theirs = await read(path);
      setConflict({ theirs: theirs.draft, etag: theirs.etag, ...changeOf(error) });
    }
  }

  async function save(): Promise<void> {
    if (id !== undefined) return write({ id }, base.etag);
    const { body } = await answered(api.POST('/escalation-policies', { body: bodyOf(draft) }));
    await refresh('/escalation-policies');
    setBase({ draft, etag: undefined });
    toast({ text: text.created(body.name) });
    route(`/configuration/policies/${body.id}`);
  }

  return {
    id,
    draft,
    setDraft,
    isDirty,
    isOvertaken: isOvertaken && isDirty,
    save,
    conflict,
    compare: async () => {
      if (id === undefined) return;
      const { draft: theirs, etag } = await read({ id });
      setConflict({ theirs, etag });
    },
    takeTheirs: async () => {
      if (conflict === undefined) return;
      take({ draft: conflict.theirs, etag: conflict.etag });
      toast({ text: text.tookTheirs });
      await refresh('/escalation-policies');
    },
    overwrite: async () => {
      if (id !== undefined && conflict !== undefined) await write({ id }, conflict.etag);
    },
    closeConflict: () => setConflict(undefined),
  };
}

/** What a refusal says of who changed it, and when. */
function changeOf({ details }: ApiError): Pick<Conflict, 'by' | 'at'> {
  const by = details.changedBy as { name?: unknown } | undefined;
  return {
    ...(typeof by?.name === 'string' && { by: by.name }),
    ...(typeof details.changedAt === 'string' && { at: details.changedAt }),
  };
}
