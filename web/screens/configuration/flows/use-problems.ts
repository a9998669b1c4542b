import { useEffect, useState } from 'preact/hooks';
import type { SentNode } from '../../../../functions/domain/event-flow/identify.ts';
import type { examineFlow } from '../../../../functions/domain/event-flow/problems.ts';
import { type Node, type PlacedProblem, placed, sentOf } from './tree.ts';

let examine: typeof examineFlow | undefined;

/** What is wrong with a flow, by the rules of the server, each at its place; undefined until it was looked at. */
export function useProblems(root: Node): readonly PlacedProblem[] | undefined {
  const [problems, setProblems] = useState<readonly PlacedProblem[]>();
  useEffect(() => {
    let isOver = false;
    (async () => {
      examine ??= (await import('../../../../functions/domain/event-flow/problems.ts')).examineFlow;
      if (isOver) return;
      const found = examine(sentOf(root) as unknown as SentNode);
      setProblems(found.problems.map((problem) => placed(root, problem)));
    })();
    return () => {
      isOver = true;
    };
  }, [root]);
  return problems;
}
