import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answer, Question, RecordedFile } from './session.ts';

const entry = fileURLToPath(new URL('./session.ts', import.meta.url));

export type Asked = (files: readonly string[]) => Promise<readonly RecordedFile[]>;

/** A process in which tests are run; `within` milliseconds without an answer end it, and the next question starts another. */
export interface Session {
  ask(question: Question, within: number): Promise<Answer | 'no answer'>;
  end(): void;
}

export function session(targets: readonly string[]): Session {
  let running: Promise<ChildProcess> | undefined;
  const start = () =>
    new Promise<ChildProcess>((resolve, reject) => {
      const child = fork(entry, [...targets], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      child.once('message', () => resolve(child));
      child.once('exit', (code) => reject(new Error(`the session ended with ${code}`)));
    });
  return {
    async ask(question, within) {
      running ??= start();
      const child = await running;
      return new Promise((resolve) => {
        const settle = (answer: Answer | 'no answer') => {
          clearTimeout(timer);
          child.removeAllListeners();
          resolve(answer);
        };
        const giveUp = () => {
          running = undefined;
          child.kill('SIGKILL');
          settle('no answer');
        };
        const timer = setTimeout(giveUp, within);
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
