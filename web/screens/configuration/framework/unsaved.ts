import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useAsk } from '../../../ui/dialog.tsx';
import { useWords } from '../../../words/language.tsx';
import { frameworkWords } from './words.ts';

/**
 * While something is not saved, nobody leaves without being asked: by links, by going back, or by closing the window. The function that
 * it returns lets go, once it is saved.
 */
export function useUnsaved(isDirty: boolean): () => void {
  const ask = useAsk();
  const text = useWords(frameworkWords);
  const { route } = useLocation();
  const isHeld = useRef(isDirty);
  isHeld.current = isDirty;
  useEffect(() => {
    if (!isDirty) return undefined;
    const { pathname, search } = window.location;
    const mayLeave = () => ask({ title: text.unsaved, text: text.unsavedWhy, yes: text.leave, danger: true });
    const onClick = async (event: MouseEvent) => {
      if (!isHeld.current || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0)
        return;
      const link = event.composedPath().find((one): one is HTMLAnchorElement => one instanceof HTMLAnchorElement);
      if (!link || link.origin !== window.location.origin || (link.target !== '' && link.target !== '_self')) return;
      if (link.getAttribute('href')?.startsWith('#')) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!(await mayLeave())) return;
      isHeld.current = false;
      route(link.pathname + link.search);
    };
    const onBack = async (event: PopStateEvent) => {
      if (!isHeld.current) return;
      event.stopImmediatePropagation();
      window.history.pushState(null, '', pathname + search);
      if (!(await mayLeave())) return;
      isHeld.current = false;
      window.history.back();
    };
    const onUnload = (event: BeforeUnloadEvent) => {
      if (isHeld.current) event.preventDefault();
    };
    window.addEventListener('click', onClick, true);
    window.addEventListener('popstate', onBack, true);
    window.addEventListener('beforeunload', onUnload);
    return () => {
      window.removeEventListener('click', onClick, true);
      window.removeEventListener('popstate', onBack, true);
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [isDirty]);
  return () => {
    isHeld.current = false;
  };
}
