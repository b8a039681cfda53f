import { handle, type Route } from '#platform/server/http.ts';
import { acceptProposal, acceptProposals, countProposals, declineProposal, listProposals, reopenProposal } from '../../contractLists.ts';
import { accept, acceptMany, decline, reopen } from './decide.ts';
import { count, list } from './proposals.ts';

export const listRoutes: readonly Route[] = [
  handle(listProposals, list),
  handle(countProposals, count),
  handle(acceptProposal, accept),
  handle(acceptProposals, acceptMany),
  handle(declineProposal, decline),
  handle(reopenProposal, reopen),
];
