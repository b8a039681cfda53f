import { type SealedColumn, tailOf } from '#platform/server/rotation.ts';

/** Sealed columns of the register; every version is sealed on its own. */
export const workersSealed: readonly SealedColumn[] = [
  {
    table: 'worker_basic',
    id: 'worker_id',
    versioned: true,
    sealed: 'number_sealed',
    indexes: [
      { kind: 'number', column: 'number_index', next: 'number_index_next' },
      { kind: 'tail', column: 'tail_index', next: 'tail_index_next', of: tailOf },
    ],
  },
  {
    table: 'worker_contact',
    id: 'id',
    versioned: true,
    sealed: 'phone_sealed',
    indexes: [{ kind: 'phone', column: 'phone_index', next: 'phone_index_next' }],
  },
  { table: 'home_period', id: 'id', versioned: true, sealed: 'address_sealed', indexes: [] },
  { table: 'worker_source', id: 'id', sealed: 'extra_sealed', indexes: [] },
  { table: 'comparison_row', id: 'id', sealed: 'told_sealed', indexes: [] },
];
