import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

export interface LogLine {
  readonly seq: number;
  readonly at: string;
  readonly function: string;
  readonly line: string;
}

export interface Logs {
  write(functionName: string, line: string): void;
  /** The latest lines after that number, oldest first. */
  since(seq: number): readonly LogLine[];
}

export interface LogOptions {
  /** Where the lines are kept for reading later; nowhere when left out. */
  readonly file?: string;
  /** Also show them on the terminal. */
  readonly show: boolean;
  readonly now: () => number;
}

const capacity = 5_000;

/** Keeps what the functions write, the latest lines in memory and all of them in a file. */
export function keepLogs({ file, show, now }: LogOptions): Logs {
  if (file) mkdirSync(path.dirname(file), { recursive: true });
  let latest = 0;
  let kept: LogLine[] = [];
  return {
    write(functionName, line) {
      latest += 1;
      kept.push({ seq: latest, at: new Date(now()).toISOString(), function: functionName, line });
      if (kept.length > capacity * 2) kept = kept.slice(-capacity);
      if (file) appendFileSync(file, `${functionName} ${line}\n`);
      if (show) process.stderr.write(`${functionName} ${line}\n`);
    },
    since: (seq) => kept.filter((each) => each.seq > seq),
  };
}
