import { parse } from 'acorn';
import { full } from 'acorn-walk';

/** What CloudFront's runtime 2.0 is not documented to know. */
const unknown = new Set([
  'ForOfStatement',
  'SpreadElement',
  'ArrayPattern',
  'ObjectPattern',
  'AssignmentPattern',
  'ClassDeclaration',
  'ClassExpression',
  'YieldExpression',
  'MetaProperty',
]);

/** What of an edge function CloudFront might not run. */
export function edgeSyntaxProblems(source: string): string[] {
  const found: string[] = [];
  full(parse(source, { ecmaVersion: 2017, sourceType: 'module' }), (node) => {
    if (unknown.has(node.type)) found.push(node.type);
    const call = node as { type: string; arguments?: { type: string }[]; async?: boolean };
    if (call.type === 'CallExpression' && call.arguments?.some(({ type }) => type === 'AwaitExpression'))
      found.push('await as an argument');
    if (call.type === 'ArrowFunctionExpression' && call.async) found.push('async closure');
  });
  return found;
}
