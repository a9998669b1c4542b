import { useMemo } from 'preact/hooks';
import { useAll } from '../../../client/all.ts';
import { useWords } from '../../../words/language.tsx';
import { type Tool, toolsOf } from './tools.ts';
import { sourceWords } from './words.ts';

/** All tools that there are; undefined until they are loaded. */
export function useTools() {
  const text = useWords(sourceWords);
  const { items, error, reload } = useAll('/integrations');
  const tools = useMemo(() => items && toolsOf(items, { mail: text.mail, text: text.text }), [items, text]);
  return { tools, error, reload };
}

/** How a type of sources is called: by the first tool that has it. */
export const nameOfType = (tools: readonly Tool[] | undefined, type: string): string =>
  tools?.find(({ integrationType }) => integrationType === type)?.name ?? type;
