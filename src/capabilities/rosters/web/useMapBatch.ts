import { useWrite } from '#platform/web/useRead.ts';
import { mapBatch } from '../contractBatches.ts';
import type { Batch } from '../contractShapes.ts';
import { mappingInput } from './mapping.ts';
import type { MappingState } from './useMapping.ts';

/** Sends the mapping as it stands. Where somebody else was first, the batch is read anew and what was typed here stays. */
export const useMapBatch = (batch: Batch, mapping: MappingState, set: (batch: Batch) => void, reload: () => void) => {
  const write = useWrite(mapBatch, { stales: ['rosters.listBatches'] });
  return {
    busy: write.isPending,
    problem: write.error,
    act: () =>
      write.mutate(mappingInput(batch, mapping.draft, mapping.edits), {
        onSuccess: (next) => {
          set(next);
          mapping.forget();
        },
        onError: (error) => {
          if (error.code === 'platform.changed' || error.code === 'rosters.notNow') reload();
        },
      }),
  };
};
