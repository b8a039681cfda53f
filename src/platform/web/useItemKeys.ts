import { useState } from 'react';

/** Keys of rows without an id, in a list whose rows come, go and change places: what is typed and where the focus is stay with the row. */
export const useItemKeys = (count: number) => {
  const [keys, setKeys] = useState<readonly number[]>(() => Array.from({ length: count }, (_, i) => i));
  return {
    keys,
    /** At the end. */
    add: () => setKeys((had) => [...had, Math.max(-1, ...had) + 1]),
    remove: (i: number) => setKeys((had) => had.filter((_, at) => at !== i)),
    move: (i: number, by: number) => setKeys((had) => had.toSpliced(i, 1).toSpliced(i + by, 0, had[i]!)),
  };
};
