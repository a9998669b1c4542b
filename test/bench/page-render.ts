import { gzipSync } from 'node:zlib';
import { pageFiles } from '../../functions/render/page/files.ts';
import { renderStatusPage } from '../../functions/render/page/status-page.tsx';
import { aLargeView } from '../render/page/view.ts';

export interface PageFigures {
  /** Milliseconds of the first page in one language, the least of some; it is what a reader waits for. */
  readonly firstPage: number;
  /** Milliseconds of all files of the page, in both languages. */
  readonly allFiles: number;
  /** Bytes of the first page and its sheet, as they travel and as they are. */
  readonly travelling: number;
  readonly whole: number;
  /** What a browser asks for: the page, and what it names by itself. */
  readonly requests: number;
}

const rounds = 12;

function least(work: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const before = performance.now();
    work();
    return performance.now() - before;
  });
  return Math.min(...times);
}

/** A page with 100 services, 20 groups and 5 metrics, rendered over and over. */
export function measurePage(): PageFigures {
  const view = aLargeView();
  const files = pageFiles(view);
  const sent = ['index.en.html', 'style.css'].map((path) => files.get(path)?.body ?? '');
  const named = (sent[0] ?? '').match(/<link rel="stylesheet"|<img |<script src=|<iframe /g) ?? [];
  return {
    firstPage: least(() => renderStatusPage(view, 'en', '/style.css')),
    allFiles: least(() => pageFiles(view)),
    travelling: sent.reduce((sum, body) => sum + gzipSync(body).length, 0),
    whole: sent.reduce((sum, body) => sum + Buffer.byteLength(body), 0),
    requests: 1 + named.length,
  };
}
