import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { answer, api } from '../../../../client/api.ts';
import { ApiError } from '../../../../client/error.ts';
import { TextArea } from '../../../../ui/field.tsx';
import { useWords } from '../../../../words/language.tsx';
import { Verdict } from '../../condition/verdict.tsx';
import { settingWords } from './words.ts';

/** With which event templates are shown; undefined: the latest. */
export const PreviewEvent = createContext<string | undefined>(undefined);

interface Preview {
  /** Of which template this is said. */
  readonly of: string;
  readonly text?: string;
  readonly problem?: { readonly position: number; readonly message: string };
}

/** What a template makes of an event, asked a moment after the last key. */
function usePreview(sourceId: number, template: string): Preview | undefined {
  const eventId = useContext(PreviewEvent);
  const [preview, setPreview] = useState<Preview>();
  useEffect(() => {
    if (template.trim() === '') return undefined;
    let isOver = false;
    const timer = setTimeout(async () => {
      try {
        const params = { path: { id: sourceId } };
        const body = { template: { textTemplate: template }, ...(eventId !== undefined && { eventId }) };
        const { text } = await answer(api.POST('/alert-sources/{id}/template-preview', { params, body }));
        if (!isOver) setPreview({ of: template, text });
      } catch (error) {
        if (isOver || !(error instanceof ApiError) || error.status !== 400) return;
        const { position } = error.details;
        const problem = { position: typeof position === 'number' ? position : 0, message: error.message };
        setPreview({ of: template, problem });
      }
    }, 400);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [sourceId, template, eventId]);
  return template.trim() === '' ? undefined : preview;
}

interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly hint?: ComponentChildren;
  readonly sourceId: number;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly disabled?: boolean;
  readonly rows?: number;
  readonly placeholder?: string;
}

/** A template, with what it makes of a real event below. */
export function TemplateField({ sourceId, value, onInput, disabled = false, rows = 1, ...field }: FieldProps) {
  const text = useWords(settingWords);
  const preview = usePreview(sourceId, value);
  return (
    <div class="stack tight">
      <TextArea {...field} code rows={rows} spellcheck={false} disabled={disabled} value={value} onInput={onInput} />
      {preview?.problem && preview.of === value && <Verdict check={{ text: value, problem: preview.problem }} />}
      {preview?.text !== undefined && (
        <div class="settings-preview">
          <span class="faint">{text.preview}</span>
          <output dir="auto">
            {preview.text === '' ? <span class="faint">{text.previewNothing}</span> : preview.text}
          </output>
        </div>
      )}
    </div>
  );
}
