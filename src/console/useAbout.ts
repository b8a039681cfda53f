import { readAbout } from '#platform/contract.ts';
import { useRead } from '#platform/web/useRead.ts';

/** Version, day and demonstration state of the installation. */
export const useAbout = () => useRead(readAbout, {});
