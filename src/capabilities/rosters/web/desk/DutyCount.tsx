import { NavCount } from '#platform/web/NavCount.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { countDuty } from '../../contractDesk.ts';

/** Beside the entry of the rail: doubts that wait for me. A minute old at most. */
export const DutyCount = () => {
  const n = useRead(countDuty, {}, { refreshMs: 60_000 }).data;
  return n ? <NavCount n={n.open} more={n.more} /> : null;
};
