import { useState } from 'preact/hooks';
import { ErrorBoundary, LocationProvider, Route, Router } from 'preact-iso';
import { Button, LinkButton } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Notice } from '../ui/states.tsx';
import { Toasts } from '../ui/toast.tsx';
import { useWords } from '../words/language.tsx';
import { Navigation } from './navigation.tsx';
import { Offline } from './offline.tsx';
import { screens } from './screens.tsx';
import { Session, useMe } from './session.tsx';
import { shellWords } from './words.ts';
import { useWorker } from './worker.ts';
import './print.css';
import './shell.css';

/** The console: who is signed in, where they are, and the screen for it. */
export const App = () => (
  <LocationProvider scope={isOwnPath}>
    <Session>
      <Shell />
    </Session>
  </LocationProvider>
);

/** What the API serves itself on the same host is no screen: such links leave the console. */
const isOwnPath = /^\/(?!api\/|auth\/|answer\/|callbacks\/|subscribe|health$|_local)/;

function Shell() {
  const text = useWords(shellWords);
  const [failed, setFailed] = useState<unknown>();
  useWorker(useMe().id);
  return (
    <div class="shell">
      <a class="skip" href="#content" target="_self">
        {text.skip}
      </a>
      <Navigation />
      <main id="content" tabIndex={-1}>
        <Offline />
        {failed === undefined ? (
          <ErrorBoundary onError={(error) => setFailed(() => error)}>
            <Router onRouteChange={() => window.scrollTo(0, 0)}>
              {screens.map(({ path, Screen }) => (
                <Route key={path} path={path} component={Screen} />
              ))}
              <Route default component={Nowhere} />
            </Router>
          </ErrorBoundary>
        ) : (
          <Broken />
        )}
      </main>
      <Toasts />
    </div>
  );
}

function Nowhere() {
  const text = useWords(shellWords);
  return (
    <Page title={text.nowhere}>
      <Empty title={text.nowhere} actions={<LinkButton href="/">{text.toNow}</LinkButton>} />
    </Page>
  );
}

function Broken() {
  const text = useWords(shellWords);
  return (
    <Page title={text.broken}>
      <Notice tone="bad" live actions={<Button onClick={() => window.location.reload()}>{text.toNow}</Button>}>
        {text.brokenWhy}
      </Notice>
    </Page>
  );
}
