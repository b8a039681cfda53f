import { useEffect, useRef } from 'react';

// nobody types into a box that is ticked: after ticking a row the keys of the list go on
const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select') || target.closest('[role=dialog]') !== null);

const KEY = 'wengang.keys';
/** Single keys can be switched off (WCAG 2.1.4). */
export const keysOn = (): boolean => localStorage.getItem(KEY) !== 'off';
export const setKeysOn = (on: boolean): void => localStorage.setItem(KEY, on ? 'on' : 'off');

/** Keys and two-key sequences (`g h`); silent inside fields and dialogs. */
export const useKeys = (keys: Readonly<Record<string, () => void>>): void => {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    let first = '';
    let timer = 0;
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target) || !keysOn()) return;
      const sequence = first ? `${first} ${event.key}` : event.key;
      first = '';
      window.clearTimeout(timer);
      const act = latest.current[sequence];
      if (act) {
        event.preventDefault();
        act();
      } else if (event.key === 'g') {
        first = 'g';
        timer = window.setTimeout(() => {
          first = '';
        }, 1200);
      }
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
};
