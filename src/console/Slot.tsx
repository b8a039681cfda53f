import { type ComponentType, lazy, Suspense, useMemo } from 'react';
import type { SlotDef, SlotName } from '#platform/web/pages.ts';
import { useCan } from '#platform/web/session.tsx';
import { slots } from './capabilities.ts';

const loaded = new Map<string, ComponentType>();
const componentOf = (slot: SlotDef): ComponentType => {
  let found = loaded.get(slot.id);
  if (!found) {
    found = lazy(async () => ({ default: await slot.load() }));
    loaded.set(slot.id, found);
  }
  return found;
};

/** What the capabilities put into one place of a page, in their order. */
export const Slot = ({ name }: { name: SlotName }) => {
  const can = useCan();
  const shown = useMemo(() => slots.filter((s) => s.slot === name && can(s.can)).sort((a, b) => a.order - b.order), [name, can]);
  return (
    <>
      {shown.map((s) => {
        const Filled = componentOf(s);
        return (
          <Suspense key={s.id} fallback={<div aria-busy="true" />}>
            <Filled />
          </Suspense>
        );
      })}
    </>
  );
};
