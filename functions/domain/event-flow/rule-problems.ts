import { closest } from '../closest.ts';
import { readForms } from '../template/forms.ts';
import { flowBounds } from './bounds.ts';
import { type Findings, isMissing, listIn, wrong } from './findings.ts';
import { isMembers, type RuleOperator, ruleOperators } from './metadata.ts';
import { readSource, readTarget } from './target.ts';
import { formsOf } from './template-value.ts';

/** What is wrong with the rules of a TRANSFORM node. */
export function examineRules(found: Findings, value: unknown, field: string): void {
  for (const [index, rule] of listIn(found, value, field, flowBounds.rulesOfNode).entries()) {
    found.rules += 1;
    const path = `${field}[${index}]`;
    if (isMembers(rule)) examineRule(found, rule, path);
    else wrong(found, path, 'must be an object');
  }
}

type Rule = Readonly<Record<string, unknown>>;

function examineRule(found: Findings, rule: Rule, field: string): void {
  requireText(found, rule, 'name', field);
  if (requireText(found, rule, 'target', field)) {
    const target = readTarget(String(rule.target));
    if (!target.ok) wrong(found, `${field}.target`, target.problem.message, target.problem.position);
  }
  if (!requireText(found, rule, 'operator', field)) return;
  const operator = ruleOperators.find((one) => one === rule.operator);
  if (operator === undefined) {
    const meant = closest(String(rule.operator), ruleOperators);
    const hint = meant === undefined ? '' : `: did you mean ${meant}?`;
    wrong(found, `${field}.operator`, `must be one of ${ruleOperators.join(', ')}${hint}`);
    return;
  }
  examineOperands(found, rule, operator, field);
}

/** What an operator needs besides its target. */
function examineOperands(found: Findings, rule: Rule, operator: RuleOperator, field: string): void {
  switch (operator) {
    case 'SET':
      if (isMissing(rule.value)) wrong(found, `${field}.value`, 'is required with SET');
      return;
    case 'COPY':
      examineSource(found, rule, field);
      return;
    case 'MAP':
      examineSource(found, rule, field);
      if (!isMissing(rule.mapping) && !isMembers(rule.mapping)) wrong(found, `${field}.mapping`, 'must be an object');
      else if (isMissing(rule.mapping) && isMissing(rule.default))
        wrong(found, `${field}.mapping`, 'is required with MAP');
      return;
    case 'TEMPLATE':
      examineTemplate(found, rule.value, `${field}.value`);
      return;
    case 'MERGE':
      if (!isMembers(rule.properties))
        wrong(
          found,
          `${field}.properties`,
          isMissing(rule.properties) ? 'is required with MERGE' : 'must be an object',
        );
      return;
    case 'APPEND_ARRAY':
      if (!Array.isArray(rule.items))
        wrong(found, `${field}.items`, isMissing(rule.items) ? 'is required with APPEND_ARRAY' : 'must be a list');
  }
}

function requireText(found: Findings, rule: Rule, member: string, field: string): boolean {
  const value = rule[member];
  if (typeof value === 'string' && value.trim() !== '') return true;
  const isText = typeof value === 'string' || isMissing(value);
  wrong(found, `${field}.${member}`, isText ? 'is required' : 'must be a text');
  return false;
}

function examineSource(found: Findings, rule: Rule, field: string): void {
  if (!requireText(found, rule, 'source', field)) return;
  const read = readSource(String(rule.source));
  if (!read.ok) wrong(found, `${field}.source`, read.problem.message, read.problem.position);
}

function examineTemplate(found: Findings, value: unknown, field: string): void {
  const forms = formsOf(value);
  if (forms === undefined) {
    wrong(found, field, isMissing(value) ? 'is required with TEMPLATE' : 'must be a template');
    return;
  }
  const read = readForms(forms);
  if (!read.ok) wrong(found, field, read.problem.message, read.problem.position);
}
