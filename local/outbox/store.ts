import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { MessageChanges, NewMessage, OutboxAnswer, OutboxMessage } from './message.ts';

export interface MessageStore {
  /** Keeps a message and answers with it as stored. */
  add(message: NewMessage): OutboxMessage;
  /** Messages after `seq`, oldest first. */
  since(seq: number): readonly OutboxMessage[];
  find(id: string): OutboxMessage | undefined;
  /** Adds an answer to a message. */
  answer(id: string, answer: OutboxAnswer): void;
  /** Changes a message in its place; it keeps its number. */
  change(id: string, changes: MessageChanges): void;
  /** Forgets everything; the next message is number 1 again. */
  reset(): void;
}

/** Keeps messages in a file of JSON lines, the last line of a number being its truth, or in memory without a file. */
export function createMessageStore(options: { readonly file?: string; readonly now: () => string }): MessageStore {
  const { file, now } = options;
  if (file) mkdirSync(dirname(file), { recursive: true });
  let messages = file ? readMessages(file) : [];

  function write(message: OutboxMessage): void {
    messages[message.seq - 1] = message;
    if (file) appendFileSync(file, `${JSON.stringify(message)}\n`);
  }

  return {
    add(message) {
      const stored: OutboxMessage = {
        from: null,
        subject: null,
        html: null,
        alertId: null,
        userId: null,
        data: {},
        headers: {},
        links: [],
        answerable: false,
        ...message,
        answers: [],
        seq: messages.length + 1,
        id: randomUUID(),
        at: now(),
      };
      write(stored);
      return stored;
    },
    since: (seq) => messages.slice(Math.max(0, seq)),
    find: (id) => messages.find((message) => message.id === id),
    answer(id, answer) {
      const message = messages.find((candidate) => candidate.id === id);
      if (message) write({ ...message, answers: [...message.answers, answer] });
    },
    change(id, changes) {
      const message = messages.find((candidate) => candidate.id === id);
      if (message) write({ ...message, ...changes, changedAt: now() });
    },
    reset() {
      messages = [];
      if (file) rmSync(file, { force: true });
    },
  };
}

/** A process that died while writing leaves half a line at the end: it is ignored, and the next one starts afresh. */
function readMessages(file: string): OutboxMessage[] {
  if (!existsSync(file)) return [];
  const messages: OutboxMessage[] = [];
  const text = readFileSync(file, 'utf8');
  for (const line of text.split('\n')) {
    const message = parseLine(line);
    if (message) messages[message.seq - 1] = message;
  }
  if (text !== '' && !text.endsWith('\n')) appendFileSync(file, '\n');
  return messages;
}

function parseLine(line: string): OutboxMessage | undefined {
  if (line === '') return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
