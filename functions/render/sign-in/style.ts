/** The sheet of the pages for signing in. Colours hold 4.5:1 contrast on their grounds, in light and dark. */
export const signInStyle = `
:root {
  color-scheme: light dark;
  --ground: #f7f8fa; --card: #ffffff; --ink: #1b1f24; --faint: #57606a; --line: #8c959f; --hair: #dde1e6;
  --act: #0a5cad; --on-act: #ffffff; --bad: #b3261e; --good: #1a7f37;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #101316; --card: #191d21; --ink: #e8eaed; --faint: #a8b1ba; --line: #7d8590; --hair: #3d444d;
    --act: #7cc0ff; --on-act: #0b1116; --bad: #ff9d94; --good: #56d07a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 24px 16px; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere;
}
main, header { max-width: 448px; margin: 0 auto; }
main { padding: 24px; border: 1px solid var(--hair); border-radius: 16px; background: var(--card); }
main > :last-child { margin-bottom: 0; }
header { margin-bottom: 16px; font-size: 20px; font-weight: 650; }
header img { display: block; max-width: 240px; max-height: 64px; }
h1 { margin: 0 0 16px; font-size: 24px; line-height: 1.25; }
h2 { margin: 32px 0 8px; font-size: 18px; }
p { margin: 0 0 16px; }
form { margin: 0 0 16px; }
label { display: block; margin: 0 0 4px; font-weight: 600; }
fieldset { margin: 0 0 16px; padding: 8px 16px; border: 1px solid var(--hair); border-radius: 8px; }
legend { font-weight: 600; padding: 0 4px; }
label.check { display: flex; gap: 12px; align-items: center; min-height: 44px; margin: 0; padding: 4px 0; font-weight: 400; line-height: 1.4; }
label.check input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--act); }
input[type='email'], input[type='text'], select {
  width: 100%; min-height: 44px; margin: 0 0 16px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 6px;
  background: var(--card); color: inherit; font: inherit;
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
label.check .faint { display: block; font-size: 14px; }
.bad { color: var(--bad); font-weight: 600; }
.bad:empty { display: none; }
input[aria-invalid] { border-color: var(--bad); }
.good { color: var(--good); font-weight: 600; }
code { display: block; padding: 8px 12px; border: 1px solid var(--hair); border-radius: 6px; background: var(--ground); font-size: 14px; }
ul { margin: 0 0 16px; padding: 0; list-style: none; }
li { margin: 0 0 8px; padding: 12px 16px; border: 1px solid var(--hair); border-radius: 8px; background: var(--ground); }
li p { margin: 0 0 4px; }
li form { margin: 8px 0 0; }
button + .bad, button + button { margin: 12px 0 0; }
@media (max-width: 400px) { main { padding: 16px; } }
[hidden] { display: none !important; }
`.trimStart();
