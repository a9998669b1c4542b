import { commonWords } from '../../../words/common.ts';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { type Difference, readable } from './differences.ts';
import { frameworkWords } from './words.ts';
import './framework.css';

interface Props {
  readonly of: readonly Difference[];
  readonly fields: Readonly<Record<string, string>>;
  readonly before: string;
  readonly after: string;
}

/** What a member is called: the label of its field, or its path where it has none. */
export const fieldLabel = (path: string, fields: Readonly<Record<string, string>>): string => {
  const [first = path, ...rest] = path.split('.');
  return fields[path] ?? (fields[first] ? [fields[first], ...rest].join(' · ') : path);
};

/** Two editions beside each other, member by member; on a phone below each other. */
export function Differences({ of, fields, before, after }: Props) {
  const language = useLanguage();
  const { yes, no } = useWords(commonWords);
  const { nothing } = useWords(frameworkWords);
  const read = (value: unknown) => readable(value, { language, yes, no, nothing });
  return (
    <dl class="differences">
      {of.map((difference) => (
        <div key={difference.path}>
          <dt>{fieldLabel(difference.path, fields)}</dt>
          <dd class="was">
            <span class="unseen">{before}: </span>
            <bdi>{read(difference.before)}</bdi>
          </dd>
          <dd class="is">
            <span class="unseen">{after}: </span>
            <bdi>{read(difference.after)}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
