import { handle, handleFile, type Route } from '#platform/server/http.ts';
import {
  approveTargets,
  exportTargets,
  listProposals,
  listTargets,
  proposeTargets,
  refuseTarget,
  targetTemplate,
  withdrawTarget,
} from '../../contractTargets.ts';
import { approve, propose, refuse, takeBack } from './deeds.ts';
import { exportTargetSheet, prepareTargetSheet } from './sheet.ts';
import { tellProposals, tellTargets } from './tell.ts';
import { prepareTargetTemplate, takeTargetTemplate } from './template.ts';

export const targetRoutes: readonly Route[] = [
  handle(listTargets, tellTargets),
  handle(listProposals, tellProposals),
  handle(proposeTargets, propose),
  handle(approveTargets, approve),
  handle(refuseTarget, refuse),
  handle(withdrawTarget, takeBack),
  handleFile(exportTargets, prepareTargetSheet, exportTargetSheet),
  handleFile(targetTemplate, prepareTargetTemplate, takeTargetTemplate),
];
