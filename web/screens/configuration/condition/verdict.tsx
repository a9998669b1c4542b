import { CircleAlert, Check as Tick } from 'lucide-preact';
import { useWords } from '../../../words/language.tsx';
import type { Check } from './use-check.ts';
import { excerptAt } from './where.ts';
import { conditionWords } from './words.ts';
import './condition.css';

/** Whether a condition or a template can be read, and where not. */
export function Verdict({ check }: { readonly check: Check | undefined }) {
  const text = useWords(conditionWords);
  if (check === undefined) return null;
  const { problem } = check;
  if (problem === undefined)
    return (
      <p class="condition-verdict ok">
        <Tick aria-hidden="true" />
        {text.readable}
      </p>
    );
  const { before, at, after } = excerptAt(check.text, problem.position);
  return (
    <div class="condition-verdict bad">
      <CircleAlert aria-hidden="true" />
      <div>
        {text.at(problem.position)} <span lang="en">{problem.message}</span>
        <code class="condition-excerpt" dir="auto">
          {before}
          <mark>{at === '' ? ' ' : at}</mark>
          {after}
        </code>
      </div>
    </div>
  );
}
