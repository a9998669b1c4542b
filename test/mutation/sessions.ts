import { type ChildProcess, fork } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Answer, Question, RecordedFile } from './session.ts';

const entry = fileURLToPath(new URL('./session.ts', import.meta.url));

/** What goes round in circles does not see that nobody listens any more. */
const started = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of started) child.kill('SIGKILL');
});

export type Asked = (files: readonly string[]) => Promise<readonly RecordedFile[]>;

/**
 * A process in which tests are run; `within` milliseconds without an answer or a new line in the log end it, and the next
 * question starts another.
 */
export interface Session {
  ask(question: Question, within: number): Promise<Answer | 'no answer'>;
  end(): void;
}

const sizeOf = (question: Question): number =>
  question.kind === 'try' ? (statSync(question.trial.log, { throwIfNoEntry: false })?.size ?? 0) : 0;

export function session(targets: readonly string[], root = process.cwd()): Session {
  let running: Promise<ChildProcess> | undefined;
  const start = () =>
    new Promise<ChildProcess>((resolve, reject) => {
      const child = fork(entry, [...targets], { cwd: root, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      started.add(child);
      child.once('message', () => resolve(child));
      child.once('exit', (code) => reject(new Error(`the session ended with ${code}`)));
    });
  return {
    async ask(question, within) {
      running ??= start();
      const child = await running;
      return new Promise((resolve) => {
        const settle = (answer: Answer | 'no answer') => {
          clearInterval(timer);
          child.removeAllListeners();
          resolve(answer);
        };
        const giveUp = () => {
          running = undefined;
          child.kill('SIGKILL');
          settle('no answer');
        };
        let seen = { size: sizeOf(question), at: Date.now() };
        const look = () => {
          const size = sizeOf(question);
          if (size !== seen.size) seen = { size, at: Date.now() };
          else if (Date.now() - seen.at > within) giveUp();
        };
        const timer = setInterval(look, 1000);
        child.once('message', (answer) => settle(answer as Answer));
        child.once('exit', giveUp);
        child.send(question);
      });
    },
    end() {
      running?.then((child) => child.kill('SIGKILL'));
      running = undefined;
    },
  };
}
