import { createContext, useContext, useMemo } from 'react';
import { Loaded } from './Loaded.tsx';
import type { SlotDef } from './pages.ts';
import { useCan } from './session.tsx';

/** What all capabilities of this shell put into places of each other's pages; the shell hands it over. */
export const SlotsContext = createContext<readonly SlotDef[]>([]);

/** One place of a page, filled by later capabilities in their order. A page that declares a slot writes `<Slot name="workers.person.timeline" of={personId} />`. */
export const Slot = ({ name, of = '' }: { name: string; of?: string }) => {
  const can = useCan();
  const slots = useContext(SlotsContext);
  const shown = useMemo(() => slots.filter((s) => s.slot === name && can(s.can)).sort((a, b) => a.order - b.order), [slots, name, can]);
  return (
    <SlotSubject.Provider value={of}>
      {shown.map((s) => (
        <Loaded key={s.id} id={`slot ${s.id}`} load={s.load} while={<div aria-busy="true" />} />
      ))}
    </SlotSubject.Provider>
  );
};

/** How many parts fill a place for this reader. */
export const useSlotCount = (name: string): number => {
  const can = useCan();
  const slots = useContext(SlotsContext);
  return slots.filter((s) => s.slot === name && can(s.can)).length;
};

const SlotSubject = createContext('');
/** The id of the record whose page the slot stands on; '' on pages about no record. */
export const useSlotSubject = (): string => useContext(SlotSubject);
