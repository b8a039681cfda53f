import { handle, handleFile, type Route } from '#platform/server/http.ts';
import { listSignals, readRetention } from '../../contractRetention.ts';
import { knownNow, retention } from './retention.ts';
import { signals } from './signals.ts';

export const retentionRoutes: readonly Route[] = [handleFile(readRetention, knownNow, retention), handle(listSignals, signals)];
