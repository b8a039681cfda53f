import { NavCount } from '#platform/web/NavCount.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { countClasses } from '../contract.ts';

/** Beside the entry of the rail: classes that wait for a step of the reader's. */
export const ClassCount = () => {
  const read = useRead(countClasses, {});
  return read.data ? <NavCount n={read.data.waiting} /> : null;
};
