import { useState } from 'preact/hooks';
import type { ApiError } from '../../../client/error.ts';
import { relativeTime } from '../../../time/format.ts';
import { serverNow } from '../../../time/now.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/states.tsx';
import { useLanguage, useWords } from '../../../words/language.tsx';
import type { Difference } from './differences.ts';
import { Differences } from './differences-table.tsx';
import { frameworkWords } from './words.ts';

interface Changed {
  readonly changedAt?: string;
  readonly changedBy?: { readonly name?: string };
}

interface ConflictProps {
  /** The refusal with what the API knows of the change. */
  readonly refusal: ApiError;
  readonly differences: readonly Difference[];
  readonly fields: Readonly<Record<string, string>>;
  readonly onTake: () => void;
  readonly onOverwrite: () => unknown;
}

/** Two people have changed the same thing: shows what the other one has made of it, and lets choose. */
export function Conflict({ refusal, differences, fields, onTake, onOverwrite }: ConflictProps) {
  const text = useWords(frameworkWords);
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const { changedAt, changedBy } = refusal.details as Changed;
  const when = changedAt && relativeTime(changedAt, serverNow(), { language });
  const said = !when
    ? text.conflictWhy
    : changedBy?.name
      ? text.conflictBy(changedBy.name, when)
      : text.conflictAt(when);
  return (
    <Notice
      tone="warn"
      live
      title={text.conflict}
      actions={
        <>
          <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {text.difference}
          </Button>
          <Button size="small" onClick={onTake}>
            {text.takeTheirs}
          </Button>
          <Button size="small" kind="danger" onClick={onOverwrite}>
            {text.overwrite}
          </Button>
        </>
      }
    >
      {said}
      {isOpen &&
        (differences.length === 0 ? (
          <p>{text.noDifference}</p>
        ) : (
          <>
            <p class="differences-head" aria-hidden="true">
              <span>{text.theirs}</span> → <span>{text.yours}</span>
            </p>
            <Differences of={differences} fields={fields} before={text.theirs} after={text.yours} />
          </>
        ))}
    </Notice>
  );
}
