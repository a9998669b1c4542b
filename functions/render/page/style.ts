import type { PageFace } from '../../domain/page/view.ts';
import { darkTokens, lightTokens } from '../tokens.ts';

const sheet = `
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere;
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
.wrap { max-width: 776px; margin: 0 auto; padding: 0 16px; }
.wide .wrap { max-width: 1216px; }
a { color: var(--act); text-underline-offset: 2px; }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; border-radius: 4px; }
.skip, .unseen { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; padding: 8px 16px; background: var(--card); z-index: 1; }
header .wrap { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 12px 24px; padding-top: 24px; padding-bottom: 24px; }
.brand { display: flex; align-items: center; gap: 12px; min-width: 0; color: inherit; text-decoration: none; font-weight: 650; font-size: 20px; }
.brand img { display: block; max-width: min(240px, 100%); max-height: 48px; }
.button {
  display: inline-flex; align-items: center; min-height: 44px; padding: 8px 20px; border-radius: 999px; background: var(--act);
  color: var(--on-act); font-weight: 600; text-decoration: none;
}
h1 { margin: 0 0 16px; font-size: 28px; line-height: 1.2; letter-spacing: -.01em; }
h2 { margin: 40px 0 12px; font-size: 20px; line-height: 1.3; }
h3 { margin: 0; font-size: 16px; line-height: 1.5; }
p { margin: 0 0 12px; }
.lead, .faint, time { color: var(--faint); }
.lead { margin: -12px 0 20px; }
.faint, footer, time { font-size: 14px; }
ul { margin: 0; padding: 0; list-style: none; }
svg.i { flex: none; width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.s0 { --c: var(--ok); } .s1 { --c: var(--maintenance); } .s2 { --c: var(--degraded); } .s3 { --c: var(--partial); } .s4 { --c: var(--major); }
.state { display: inline-flex; align-items: baseline; gap: 6px; color: var(--c); font-weight: 600; font-size: 15px; white-space: nowrap; }
.state svg.i { align-self: center; }
.hero {
  display: flex; align-items: center; gap: 16px; padding: 20px 24px; border-radius: 16px; border: 1px solid color-mix(in srgb, var(--c) 40%, transparent);
  background: color-mix(in srgb, var(--c) var(--tint), var(--card));
}
.hero h2 { margin: 0; font-size: 24px; color: var(--c); }
.hero svg.i { width: 36px; height: 36px; color: var(--c); }
.hero p { margin: 0; }
.note { margin: 0 0 20px; padding: 12px 20px; border-radius: 12px; border: 1px solid var(--hair); border-left: 4px solid var(--act); background: var(--card); }
.card { border: 1px solid var(--hair); border-radius: 16px; background: var(--card); }
.list > li + li { border-top: 1px solid var(--hair); }
.wide .list { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(360px, 100%), 1fr)); gap: 12px; border: 0; background: none; }
.wide .list > li { border: 1px solid var(--hair); border-radius: 16px; background: var(--card); }
.item { padding: 16px 20px; }
.row { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 2px 16px; }
.row h3 { display: flex; align-items: center; gap: 8px; min-width: 0; }
.row h3 img { width: 20px; height: 20px; object-fit: contain; }
.item p { margin: 2px 0 0; }
details > summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
.fold { margin-top: 8px; }
.fold > summary { display: inline-flex; align-items: center; gap: 10px; min-height: 36px; color: var(--act); font-size: 15px; }
.fold > summary::before { content: ''; flex: none; width: 8px; height: 8px; margin-left: 2px; border: solid; border-width: 0 2px 2px 0; transform: rotate(-45deg); }
.fold[open] > summary::before { transform: rotate(45deg); }
.members { margin: 4px 0 0; padding: 0 0 0 14px; border-left: 2px solid var(--hair); }
.members .item { padding: 12px 0; }
.members .item + .item { border-top: 1px solid var(--hair); }
.bars { display: flex; align-items: flex-end; gap: 1px; height: 32px; margin: 12px 0 0; }
@media (min-width: 520px) { .bars { gap: 2px; } }
.bars i { flex: 1 1 0; min-width: 0; height: 100%; border-radius: 2px; background: var(--ok-bar); }
.bars .m { background: var(--maintenance-bar); height: 70%; }
.bars .d { background: var(--degraded-bar); height: 85%; }
.bars .p { background: linear-gradient(var(--partial-bar) 55%, transparent 55% 65%, var(--partial-bar) 65%); }
.bars .x { background: linear-gradient(var(--major-bar) 25%, transparent 25% 35%, var(--major-bar) 35% 65%, transparent 65% 75%, var(--major-bar) 75%); }
.bars .n { background: var(--none); height: 25%; }
.scale { display: flex; justify-content: space-between; gap: 4px; white-space: nowrap; margin: 4px 0 0; color: var(--faint); font-size: 13px; }
.days { padding: 8px 0 0; font-size: 14px; }
.days li { padding: 2px 0; }
.event { padding: 20px; }
.event + .event { border-top: 1px solid var(--hair); }
.event .row { margin-bottom: 4px; }
.event :is(h2, h3) { margin: 0; font-size: 18px; }
.event :is(h2, h3) a { color: inherit; }
.chips { display: flex; flex-wrap: wrap; gap: 6px; margin: 8px 0; }
.chips li { display: inline-flex; align-items: center; gap: 6px; padding: 2px 10px; border: 1px solid var(--hair); border-radius: 999px; font-size: 14px; }
.chips svg.i { width: 16px; height: 16px; color: var(--c); }
.updates { margin-top: 16px; padding-left: 20px; border-left: 2px solid var(--hair); }
.updates > li + li { margin-top: 16px; }
.updates > li { position: relative; }
.updates > li::before { content: ''; position: absolute; left: -26px; top: 7px; width: 10px; height: 10px; border-radius: 50%; background: var(--faint); border: 2px solid var(--card); }
.md > :first-child { margin-top: 0; } .md > :last-child { margin-bottom: 0; }
.md ul, .md ol { margin: 0 0 12px; padding-left: 24px; } .md ul { list-style: disc; }
.md pre { overflow-x: auto; padding: 12px; border-radius: 8px; background: var(--ground); }
.md code { font-size: .9em; }
.md blockquote { margin: 0 0 12px; padding-left: 12px; border-left: 3px solid var(--hair); }
.md table { border-collapse: collapse; } .md th, .md td { padding: 4px 10px; border: 1px solid var(--hair); text-align: start; }
.metrics { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr)); gap: 12px; }
.metric { padding: 16px 20px; }
.metric .value { font-size: 24px; font-weight: 650; font-variant-numeric: tabular-nums; }
.tabs { display: flex; min-width: 0; padding: 0; border: 0; margin: 8px 0 0; flex-wrap: wrap; gap: 0 4px; }
.tabs input { position: absolute; opacity: 0; width: 1px; height: 1px; }
.tabs label { padding: 6px 12px; border-radius: 999px; font-size: 14px; color: var(--faint); cursor: pointer; }
.tabs input:checked + label { background: var(--ground); color: var(--ink); font-weight: 600; }
.tabs input:focus-visible + label { outline: 3px solid var(--act); }
.tabs figure { display: none; order: 1; width: 100%; margin: 8px 0 0; }
.tabs input:checked + label + figure { display: block; }
.graph { display: block; width: 100%; height: 96px; overflow: visible; }
.graph path { fill: none; stroke: var(--act); stroke-width: 2; vector-effect: non-scaling-stroke; stroke-linejoin: round; stroke-linecap: round; }
.graph rect { fill: transparent; }
.graph line { stroke: var(--hair); vector-effect: non-scaling-stroke; }
.pager { display: flex; justify-content: space-between; gap: 16px; margin: 24px 0; }
.pager a { display: inline-flex; align-items: center; min-height: 44px; }
footer { margin: 56px 0 0; border-top: 1px solid var(--hair); color: var(--faint); }
footer .wrap { padding-top: 24px; padding-bottom: 40px; }
footer nav { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 12px 0; }
footer nav a { display: inline-flex; align-items: center; min-height: 32px; }
footer button { min-height: 32px; padding: 0; border: 0; background: none; color: inherit; font: inherit; text-decoration: underline; text-underline-offset: 2px; cursor: pointer; }
footer summary { text-decoration: underline; text-underline-offset: 2px; }
@media (max-width: 420px) { .hero { padding: 16px; } .hero h2 { font-size: 20px; } .list > .item, .event { padding-left: 16px; padding-right: 16px; } .scale { font-size: 12px; } }
@media print {
  body { background: none; } .button, .pager, .skip, .tabs input:not(:checked) + label, footer nav, footer form { display: none; }
  .hero, .note, .item, .event, .metric { break-inside: avoid; } h2 { break-after: avoid; }
  .fold::details-content { content-visibility: visible; block-size: auto; } .fold > summary::before { display: none; }
  .bars i { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
@media (forced-colors: active) { .bars i { background: CanvasText; } .bars .n { background: GrayText; } .bars .p, .bars .x { background: Highlight; } }
@media (prefers-reduced-motion: no-preference) { .fold > summary::before { transition: transform .15s; } }
`;

const packed = (css: string): string =>
  css
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,>]) ?/g, '$1')
    .replaceAll(/([;{(][a-z-]+): /g, '$1:')
    .trim();

/** Paper is white, whatever the screen is. */
const themes: Readonly<Record<'LIGHT' | 'DARK' | 'READER', string>> = {
  LIGHT: `:root{color-scheme:light;${lightTokens}}`,
  DARK: `:root{color-scheme:dark;${darkTokens}}@media print{:root{color-scheme:light;${lightTokens}}}`,
  READER: `:root{color-scheme:light dark;${lightTokens}}@media screen and (prefers-color-scheme:dark){:root{${darkTokens}}}@media print{:root{color-scheme:light}}`,
};

/** The sheet of a page: its theme, the common rules, and at the end, where it wins, what its owners have written. */
export const styleOfPage = ({ appearance, customCss }: Pick<PageFace, 'appearance' | 'customCss'>): string =>
  `${packed(themes[appearance ?? 'READER'])}${packed(sheet)}${customCss === undefined ? '' : `\n${customCss}\n`}`;
