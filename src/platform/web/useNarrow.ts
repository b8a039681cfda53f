import { useEffect, useState } from 'react';

/** True below the given width; follows the window. */
export const useNarrow = (below = 1024): boolean => {
  // paper is never narrow: a printed table must not fold its columns away
  const query = `screen and (max-width: ${below - 0.02}px)`;
  const [narrow, set] = useState(() => typeof window.matchMedia === 'function' && window.matchMedia(query).matches);
  useEffect(() => {
    if (typeof window.matchMedia !== 'function') return;
    const list = window.matchMedia(query);
    const hear = () => set(list.matches);
    hear();
    list.addEventListener('change', hear);
    return () => list.removeEventListener('change', hear);
  }, [query]);
  return narrow;
};
