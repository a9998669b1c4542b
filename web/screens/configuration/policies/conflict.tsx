import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useWords } from '../../../words/language.tsx';
import { type Draft, differences, type Part } from './draft.ts';
import { policyWords } from './words.ts';

type Text = ReturnType<typeof useWords<(typeof policyWords)['en']>>;

/** What a part of a policy says, in lines. */
function linesOf(part: Part, draft: Draft, text: Text): readonly string[] {
  switch (part) {
    case 'levels':
      return draft.levels.map(
        ({ targets, timeout }, index) =>
          `${text.level(index + 1)}: ${targets.map(({ name }) => name).join(', ') || text.nobody} · ${timeout} ${text.minutes}`,
      );
    case 'repeating':
      return [draft.repeating ? text.repeats(draft.frequency) : text.noRepeat];
    case 'delayMin':
      return [`${draft.delayMin} ${text.minutes}`];
    case 'teams':
      return [draft.teams.map(({ name }) => name).join(', ') || text.noValue];
    case 'name':
    case 'routingKey':
      return [draft[part] || text.noValue];
  }
}

interface ConflictProps {
  readonly mine: Draft;
  readonly theirs: Draft;
  /** Who saved it and when, as far as it is known. */
  readonly said: string;
  readonly onTakeTheirs: () => void;
  readonly onOverwrite: () => void;
  readonly onClose: () => void;
  readonly isSaving: boolean;
}

/** Two people have edited a policy: the second one sees what differs, and says which edition counts. */
export function Conflict({ mine, theirs, said, onTakeTheirs, onOverwrite, onClose, isSaving }: ConflictProps) {
  const text = useWords(policyWords);
  const parts = differences(mine, theirs);
  return (
    <Dialog title={text.conflict} width="wide" onClose={onClose}>
      <p dir="auto">{said}</p>
      {parts.length === 0 ? (
        <p>{text.sameNow}</p>
      ) : (
        <dl class="policies-differences">
          {parts.map((part) => (
            <div key={part}>
              <dt>{text.part[part]}</dt>
              <dd>
                <Edition label={text.theirs} lines={linesOf(part, theirs, text)} other={linesOf(part, mine, text)} />
                <Edition label={text.yours} lines={linesOf(part, mine, text)} other={linesOf(part, theirs, text)} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div class="buttons">
        <Button onClick={onClose}>{text.goOn}</Button>
        <Button onClick={onTakeTheirs}>{text.takeTheirs}</Button>
        <Button kind="primary" busy={isSaving} onClick={onOverwrite}>
          {text.overwrite}
        </Button>
      </div>
    </Dialog>
  );
}

interface EditionProps {
  readonly label: string;
  readonly lines: readonly string[];
  readonly other: readonly string[];
}

const Edition = ({ label, lines, other }: EditionProps) => (
  <div class="policies-edition">
    <span class="faint small">{label}</span>
    <ul>
      {lines.map((line, index) => (
        <li key={line} class={other[index] === line ? '' : 'differs'} dir="auto">
          {line}
        </li>
      ))}
    </ul>
  </div>
);
