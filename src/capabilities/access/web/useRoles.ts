import type { Output } from '#platform/contract.ts';
import { useRead } from '#platform/web/useRead.ts';
import { listRoles } from '../contractAccounts.ts';

export type RoleList = Output<typeof listRoles>;
export type RoleEntry = RoleList['roles'][number];
/** Roles, what each may do, and which of them the reader may grant. */
export const useRoles = () => useRead(listRoles, {});
