/** The sheet of the pages for signing in. Colours hold 4.5:1 contrast on their grounds, in light and dark. */
export const signInStyle = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --card: #f6f7f9; --ink: #1b1f24; --faint: #57606a; --line: #8c959f; --hair: #d0d7de;
  --act: #0a5cad; --on-act: #ffffff; --bad: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171a; --card: #1f2428; --ink: #e8eaed; --faint: #a8b1ba; --line: #7d8590; --hair: #3d444d;
    --act: #7cc0ff; --on-act: #0b1116; --bad: #ff9d94;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 24px 16px; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere;
}
main, header { max-width: 416px; margin: 0 auto; }
header { font-size: 20px; font-weight: 600; }
header img { display: block; max-width: 240px; max-height: 64px; }
h1 { margin: 16px 0; font-size: 24px; line-height: 1.25; }
h2 { margin: 32px 0 8px; font-size: 18px; }
p { margin: 0 0 16px; }
form { margin: 0 0 16px; }
label { display: block; margin: 0 0 4px; font-weight: 600; }
fieldset { margin: 0 0 16px; padding: 8px 16px; border: 1px solid var(--hair); border-radius: 8px; }
legend { font-weight: 600; padding: 0 4px; }
label.check { display: flex; gap: 8px; align-items: center; min-height: 36px; font-weight: 400; }
label.check input { width: 20px; height: 20px; margin: 0; }
input[type='email'], input[type='text'], select {
  width: 100%; min-height: 44px; margin: 0 0 16px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 6px;
  background: var(--ground); color: inherit; font: inherit;
}
button, .button {
  display: block; width: 100%; min-height: 44px; padding: 10px 20px; border: 1px solid var(--act); border-radius: 6px;
  background: var(--act); color: var(--on-act); font: inherit; font-weight: 600; text-align: center; text-decoration: none;
  cursor: pointer;
}
button.quiet, .button.quiet { background: transparent; color: var(--act); }
button.small { display: inline-block; width: auto; min-height: 36px; padding: 4px 12px; }
button[disabled] { opacity: 0.6; cursor: default; }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
a { color: var(--act); }
.or { display: flex; align-items: center; gap: 12px; margin: 24px 0; color: var(--faint); }
.or::before, .or::after { content: ''; flex: 1; border-top: 1px solid var(--hair); }
.faint { color: var(--faint); }
.bad { color: var(--bad); font-weight: 600; }
.bad:empty { display: none; }
ul { margin: 0 0 16px; padding: 0; list-style: none; }
li { margin: 0 0 8px; padding: 12px 16px; border: 1px solid var(--hair); border-radius: 8px; background: var(--card); }
li p { margin: 0 0 4px; }
li form { margin: 8px 0 0; }
button + .bad, button + button { margin: 12px 0 0; }
[hidden] { display: none !important; }
`.trimStart();
