import { initialsOf } from './tools.ts';
import './sources.css';

/** A tool at a glance: its first letters, in a colour of its own. */
export const ToolIcon = ({ name }: { readonly name: string }) => (
  <span class="sources-tool" aria-hidden="true" style={{ '--hue': String(hueOf(name)) }}>
    {initialsOf(name)}
  </span>
);

const hueOf = (name: string): number =>
  [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
