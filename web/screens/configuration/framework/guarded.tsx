import { useState } from 'preact/hooks';
import { ApiError } from '../../../client/error.ts';
import { toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { Conflict } from './conflict.tsx';
import { differences } from './differences.ts';

/** What there is to edit, and the tag by which it is told from what others make of it. */
export interface Read<Draft extends object> {
  readonly draft: Draft;
  readonly etag: string | undefined;
}

interface Guarded<Draft extends object> {
  /** As it was read when the form was opened. */
  readonly read: Read<Draft>;
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  /** Saves what is in the form unless it is no longer what has this tag. */
  readonly save: (etag: string | undefined) => Promise<unknown>;
  readonly reread: () => Promise<Read<Draft>>;
  /** What members are called. */
  readonly fields: Readonly<Record<string, string>>;
  /** Members of which only that they differ may stand on a screen. */
  readonly secrets?: readonly string[];
}

interface Refused<Draft extends object> {
  readonly reason: ApiError;
  readonly newest: Read<Draft>;
}

const hidden = '••••••••';

/** Saves a form in a dialog; when somebody else was first it shows what differs, and lets choose between the two. */
export function useGuarded<Draft extends object>({
  read,
  draft,
  setDraft,
  save,
  reread,
  fields,
  secrets = [],
}: Guarded<Draft>) {
  const { failed } = useWords(commonWords);
  const [etag, setEtag] = useState(read.etag);
  const [refused, setRefused] = useState<Refused<Draft>>();
  const send = async (tag: string | undefined) => {
    setRefused(undefined);
    try {
      await save(tag);
    } catch (reason) {
      if (!(reason instanceof ApiError) || reason.status !== 412) throw reason;
      setRefused({ reason, newest: await reread() });
    }
  };
  const take = ({ newest }: Refused<Draft>) => {
    setEtag(newest.etag);
    setDraft(newest.draft);
    setRefused(undefined);
  };
  const overwrite = async ({ newest }: Refused<Draft>) => {
    setEtag(newest.etag);
    await send(newest.etag).catch((reason) => toastError(reason, failed));
  };
  return {
    submit: () => send(etag),
    isRefused: refused !== undefined,
    conflict: refused && (
      <Conflict
        refusal={refused.reason}
        differences={differences(refused.newest.draft as Record<string, unknown>, draft as Record<string, unknown>).map(
          (one) => (secrets.includes(one.path) ? { ...one, before: hidden, after: hidden } : one),
        )}
        fields={fields}
        onTake={() => take(refused)}
        onOverwrite={() => overwrite(refused)}
      />
    ),
  };
}
