/** Colours hold 4.5:1 contrast on ground and card. Each status has a shape besides its colour: its icon, and its bar's form. */
export const lightTokens = `
--ground: #f7f8fa; --card: #ffffff; --ink: #1b1f24; --faint: #57606a; --hair: #dde1e6; --act: #0a5cad; --on-act: #ffffff; --none: #c4cad1;
--ok: #1a7f37; --maintenance: #0a5cad; --degraded: #7d5800; --partial: #a8410a; --major: #b3261e;
--ok-bar: #3fb868; --maintenance-bar: #4a9be8; --degraded-bar: #e0b02c; --partial-bar: #f08a3c; --major-bar: #d9362b; --tint: 9%;
`;
export const darkTokens = `
--ground: #101316; --card: #191d21; --ink: #e8eaed; --faint: #a8b1ba; --hair: #2f363d; --act: #7cc0ff; --on-act: #0b1116; --none: #454d55;
--ok: #56d07a; --maintenance: #7cc0ff; --degraded: #e3b94a; --partial: #ff9f63; --major: #ff9189;
--ok-bar: #37a55d; --maintenance-bar: #4a9be8; --degraded-bar: #d8a92b; --partial-bar: #ee8336; --major-bar: #ee5548; --tint: 16%;
`;
