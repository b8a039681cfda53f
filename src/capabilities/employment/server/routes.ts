import { handle, type Route } from '#platform/server/http.ts';
import { listSpells } from '../contract.ts';
import { list } from './listSpells.ts';

export const employmentRoutes: readonly Route[] = [handle(listSpells, list)];
