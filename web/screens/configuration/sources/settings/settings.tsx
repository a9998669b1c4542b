import { useEffect, useRef, useState } from 'preact/hooks';
import { answered, api } from '../../../../client/api.ts';
import { ApiError } from '../../../../client/error.ts';
import { refresh } from '../../../../client/query.ts';
import { Form } from '../../../../ui/form.tsx';
import { Badge, Notice } from '../../../../ui/states.tsx';
import { toast, toastError } from '../../../../ui/toast.tsx';
import { commonWords } from '../../../../words/common.ts';
import { useWords } from '../../../../words/language.tsx';
import { Conflict } from '../../framework/conflict.tsx';
import { useUnsaved } from '../../framework/unsaved.ts';
import { isMail } from '../tools.ts';
import { settingDifferences, settingFields } from './compared.ts';
import { Creation } from './creation.tsx';
import { bodyOf, type Draft, draftOf, everything, isSame, type Source, type SourceBody } from './draft.ts';
import { Filters } from './filters.tsx';
import { General } from './general.tsx';
import { Mails } from './mails.tsx';
import { Priority } from './priority.tsx';
import { Security } from './security.tsx';
import { Services } from './services.tsx';
import { Templates } from './templates.tsx';
import { settingWords } from './words.ts';
import './settings.css';

interface SettingsProps {
  readonly source: Source;
  readonly etag: string | undefined;
  readonly disabled: boolean;
}

interface Edition {
  readonly draft: Draft;
  readonly etag: string | undefined;
}

/** All settings of a source in sections. */
export function Settings({ source, etag, disabled }: SettingsProps) {
  const text = useWords(settingWords);
  const common = useWords(commonWords);
  const { id } = source;
  const [base, setBase] = useState<Edition>({ draft: draftOf(source), etag });
  const [draft, setDraft] = useState(base.draft);
  const [conflict, setConflict] = useState<{ refusal: ApiError; theirs: Edition }>();
  const form = useRef<HTMLDivElement>(null);
  const isDirty = !isSame(draft, base.draft);
  useUnsaved(isDirty);
  const latest = draftOf(source);
  useEffect(() => {
    // Who has changed nothing sees what others write.
    if (isDirty || isSame(latest, base.draft)) return;
    setBase({ draft: latest, etag });
    setDraft(latest);
  }, [source]);

  const params = { path: { id }, query: { include: everything } };
  const take = (next: Edition) => {
    setBase(next);
    setDraft(next.draft);
    setConflict(undefined);
  };
  async function read(): Promise<Edition> {
    const { body, etag: tag } = await answered(api.GET('/alert-sources/{id}', { params }));
    return { draft: draftOf(body), etag: tag };
  }
  async function write(tag: string | undefined) {
    const headers = tag === undefined ? {} : { 'if-match': tag };
    const body = bodyOf(draft) as unknown as SourceBody;
    await answered(api.PUT('/alert-sources/{id}', { params, body, headers }));
    take(await read());
    await refresh('/alert-sources');
    toast({ text: common.saved });
  }
  async function save(tag = base.etag) {
    try {
      await write(tag);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 412) {
        setConflict({ refusal: error, theirs: await read() });
        return;
      }
      // What is wrong may stand in a section that is closed.
      requestAnimationFrame(() => {
        const wrong = form.current?.querySelector('[aria-invalid="true"]')?.closest('details');
        if (wrong) wrong.open = true;
      });
      throw error;
    }
  }

  const part = {
    sourceId: id,
    draft,
    disabled,
    onChange: (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes })),
  };
  return (
    <div class={isDirty ? 'settings-form dirty' : 'settings-form'} ref={form}>
      {disabled && <Notice>{text.notEditable}</Notice>}
      <Form
        onSubmit={() => save()}
        submit={text.save}
        disabled={disabled || !isDirty}
        more={isDirty && <Badge tone="warn">{text.unsaved}</Badge>}
      >
        {conflict && (
          <Conflict
            refusal={conflict.refusal}
            differences={settingDifferences(conflict.theirs.draft, draft, text)}
            fields={settingFields(text)}
            onTake={() => take(conflict.theirs)}
            onOverwrite={() =>
              save(conflict.theirs.etag).catch((error) => {
                setConflict(undefined);
                toastError(error, common.failed);
              })
            }
          />
        )}
        <General {...part} />
        <Priority {...part} />
        <Creation {...part} />
        <Filters {...part} />
        <Templates {...part} />
        <Services {...part} />
        {isMail(draft.integrationType) ? <Mails {...part} /> : <Security {...part} />}
      </Form>
    </div>
  );
}
