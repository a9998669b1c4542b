import { options, type VNode } from 'preact';

/** What turns the direction of the text around it: overrides and embeddings. */
const turning = /[\u202a-\u202e]/g;
const isolating = /[\u2066-\u2069]/;
/** More marks on one letter than any script has; they would cover the lines above and below. */
const heaped = /(\p{M}{5})\p{M}+/gu;

const needsCare = /[\u202a-\u202e\u2066-\u2069]|\p{M}{6}/u;

/** Without the isolates that nobody closes, and the ends of none: pairs keep what is between them from what is around. */
function closed(text: string): string {
  if (!isolating.test(text)) return text;
  const letters = [...text];
  const open: number[] = [];
  letters.forEach((letter, place) => {
    if (/[\u2066-\u2068]/.test(letter)) open.push(place);
    else if (letter === '\u2069' && open.pop() === undefined) letters[place] = '';
  });
  for (const place of open) letters[place] = '';
  return letters.join('');
}

/** Foreign text that stays where it stands: it neither turns around what follows it nor covers what is near. */
export const legible = (text: string): string =>
  needsCare.test(text) ? closed(text.replace(turning, '')).replace(heaped, '$1') : text;

const child = (one: unknown): unknown =>
  typeof one === 'string' ? legible(one) : Array.isArray(one) ? one.map(child) : one;

/** From now on all text that is shown is legible, whoever wrote it. What people edit and copy stays as it is. */
export function showLegibly(): void {
  const before = options.vnode;
  options.vnode = (vnode: VNode<{ children?: unknown }>) => {
    const { type, props } = vnode;
    if (typeof type === 'string' && props.children !== undefined) {
      const { children } = props;
      if (typeof children === 'string' || Array.isArray(children)) props.children = child(children) as never;
    }
    before?.(vnode);
  };
}
