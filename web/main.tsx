import 'virtual:tokens.css';
import './ui/base.css';
import { render } from 'preact';
import { App } from './app/app.tsx';
import { reloadWhenLeftBehind } from './app/left-behind.ts';
import { preloadScreen } from './app/screens.tsx';
import { applyTheme } from './app/theme.ts';
import { showLegibly } from './ui/legible.ts';

applyTheme();
reloadWhenLeftBehind();
showLegibly();
preloadScreen(window.location.pathname);
const place = document.getElementById('app');
if (place) render(<App />, place);
