import { parseDataBody } from '../../platform/json-body.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { evaluateCondition } from '../../usecases/condition/evaluate.ts';
import { EvaluationInput } from '../../usecases/condition/inputs.ts';
import { type Call, objectBody, ok, type Route, route } from './route.ts';

/** The data may hold whatever a tool sends, whole numbers beyond 2^53 among it. */
async function evaluate({ ctx, text }: Call) {
  const body = objectBody({ body: () => parseDataBody(text) });
  return ok(await evaluateCondition(ctx, parseInput(EvaluationInput, body)));
}

export const conditionRoutes: readonly Route[] = [
  route('POST', '/api/conditions/evaluate', 'source:read', evaluate, { input: EvaluationInput }),
];
