import type { OutboxMessage } from '../message.ts';
import { inside, type Json, list } from './target.ts';

/** A message of a chat, as the outbox keeps it in `data`. */
export interface ChatData {
  /** The conversation it stands in. */
  readonly conversation: string;
  /** What the chat calls the message by. */
  readonly message: string;
  /** The message that it answers. */
  readonly thread?: string;
  /** Only one person sees it. */
  readonly onlyFor?: string;
  readonly isDeleted?: boolean;
}

export const chatOf = ({ data }: OutboxMessage): ChatData => data as unknown as ChatData;

/** The alert that a value names: in the mark that actions leave, or as the value of a button. */
export function alertIn(value: unknown): number | null {
  const text = JSON.stringify(value) ?? '';
  const found =
    /\btocsin-[0-9a-z]{20,30}-(\d{1,16})\b/i.exec(text)?.[1] ??
    /"(?:block_id":"alert-|alertId":"?)(\d{1,16})/.exec(text)?.[1] ??
    /"action_id":"alert-[a-z-]+","value":"(\d{1,16})"/.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

/** The words of a card or of blocks, one element a line. */
export function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join('\n');
  if (typeof value !== 'object' || value === null) return '';
  const node: Json = inside(value);
  const { text } = node;
  const own = typeof text === 'string' ? text : wordsOf(text);
  const facts = list(node.facts).map((fact) => `${inside(fact).title}: ${inside(fact).value}`);
  const parts = [own, wordsOf(node.inlines), wordsOf(node.fields), wordsOf(node.items), wordsOf(node.body), ...facts];
  return parts.filter(Boolean).join('\n');
}
