import { useEffect, useState } from 'preact/hooks';
import { type Api, answered, api } from '../../../client/api.ts';
import { ApiError } from '../../../client/error.ts';
import { refresh } from '../../../client/query.ts';
import { toast } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { emptyFlow, type Node, sentOf, treeOf } from './tree.ts';

export type Flow = Api<'EventFlow'>;

export interface FlowDraft {
  readonly name: string;
  readonly teams: readonly { readonly id: number; readonly name?: string | undefined }[];
  readonly root: Node;
}

interface Edition {
  readonly draft: FlowDraft;
  readonly etag: string | undefined;
}

export const draftOf = ({ name, teams, root }: Flow): FlowDraft => ({
  name,
  teams,
  root: root === undefined ? emptyFlow : treeOf(root),
});

const bodyOf = ({ name, teams, root }: FlowDraft) => ({
  name: name.trim(),
  teams: teams.map(({ id }) => ({ id })),
  root: sentOf(root),
});

const isSame = (one: FlowDraft, other: FlowDraft): boolean =>
  JSON.stringify(bodyOf(one)) === JSON.stringify(bodyOf(other));

const mostSteps = 50;

/** A flow while it is edited: each change can be undone, and nobody writes over what others have saved. */
export function useFlow(flow: Flow, etag: string | undefined) {
  const common = useWords(commonWords);
  const [base, setBase] = useState<Edition>(() => ({ draft: draftOf(flow), etag }));
  const [draft, setDraft] = useState(base.draft);
  const [past, setPast] = useState<readonly FlowDraft[]>([]);
  const [conflict, setConflict] = useState<{ refusal: ApiError; theirs: Edition }>();
  const isDirty = !isSame(draft, base.draft);
  const { id } = flow;

  const take = (edition: Edition) => {
    setBase(edition);
    setDraft(edition.draft);
    setPast([]);
    setConflict(undefined);
  };
  useEffect(() => {
    // Who has changed nothing sees what others write.
    const latest = draftOf(flow);
    if (!isDirty && !isSame(latest, base.draft)) take({ draft: latest, etag });
  }, [flow]);

  async function write(tag: string | undefined): Promise<void> {
    const headers = tag === undefined ? {} : { 'if-match': tag };
    try {
      const params = { path: { id } };
      const { body, etag: written } = await answered(
        api.PUT('/event-flows/{id}', { params, body: bodyOf(draft), headers }),
      );
      take({ draft: draftOf(body), etag: written });
      await refresh('/event-flows');
      toast({ text: common.saved });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 412) throw error;
      const { body, etag: theirs } = await answered(api.GET('/event-flows/{id}', { params: { path: { id } } }));
      setConflict({ refusal: error, theirs: { draft: draftOf(body), etag: theirs } });
    }
  }

  return {
    draft,
    isDirty,
    mayUndo: past.length > 0,
    change: (part: Partial<FlowDraft>) => {
      setPast([...past.slice(-mostSteps), draft]);
      setDraft({ ...draft, ...part });
    },
    undo: () => {
      const before = past.at(-1);
      if (before === undefined) return;
      setDraft(before);
      setPast(past.slice(0, -1));
    },
    save: () => write(base.etag),
    conflict,
    takeTheirs: () => conflict && take(conflict.theirs),
    overwrite: () => conflict && write(conflict.theirs.etag),
  };
}
