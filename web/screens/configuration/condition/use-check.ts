import { useEffect, useState } from 'preact/hooks';
import type { ParsedCondition } from '../../../../functions/domain/condition/parse.ts';

export interface Check {
  /** What was looked at. */
  readonly text: string;
  readonly problem?: { readonly position: number; readonly message: string };
}

type Parser = (text: string) => ParsedCondition;

let parser: Parser | undefined;

/** What reads conditions knows patterns, which weigh: it comes when somebody writes one. */
async function loadParser(): Promise<Parser> {
  parser ??= (await import('../../../../functions/domain/condition/parse.ts')).parseCondition;
  return parser;
}

/** What is wrong with a condition, at once, by the rules of the server; undefined while it is looked at, and of an empty one. */
export function useCheck(text: string, allowed: readonly string[] = []): Check | undefined {
  const [check, setCheck] = useState<Check>();
  useEffect(() => {
    if (text.trim() === '') return undefined;
    let isOver = false;
    loadParser().then((parse) => {
      if (isOver) return;
      const parsed: ParsedCondition | undefined = allowed.includes(text.trim()) ? undefined : parse(text);
      setCheck({ text, ...(parsed && !parsed.ok && { problem: parsed.problem }) });
    });
    return () => {
      isOver = true;
    };
  }, [text, allowed.join('\n')]);
  return check?.text === text && text.trim() !== '' ? check : undefined;
}
