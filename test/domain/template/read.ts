import { parseTemplate } from '../../../functions/domain/template/parse.ts';
import { type Budget, render } from '../../../functions/domain/template/render.ts';
import type { TemplateProblem } from '../../../functions/domain/template/template.ts';

/** What a template says about values. Throws when it cannot be read. */
export function rendered(text: string, data: unknown, budget?: Budget): string {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error(`${text} at ${parsed.problem.position}: ${parsed.problem.message}`);
  return render(parsed.template, Array.isArray(data) ? data : [data], budget);
}

/** Why a template cannot be read. */
export function problemOf(text: string): TemplateProblem | undefined {
  const parsed = parseTemplate(text);
  return parsed.ok ? undefined : parsed.problem;
}
