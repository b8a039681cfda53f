import { useMemo } from 'react';
import { Loaded } from '#platform/web/Loaded.tsx';
import type { SlotName } from '#platform/web/pages.ts';
import { useCan } from '#platform/web/session.tsx';
import { slots } from './capabilities.ts';

/** What the capabilities put into one place of a page, in their order. */
export const Slot = ({ name }: { name: SlotName }) => {
  const can = useCan();
  const shown = useMemo(() => slots.filter((s) => s.slot === name && can(s.can)).sort((a, b) => a.order - b.order), [name, can]);
  return (
    <>
      {shown.map((s) => (
        <Loaded key={s.id} id={`slot ${s.id}`} load={s.load} while={<div aria-busy="true" />} />
      ))}
    </>
  );
};
