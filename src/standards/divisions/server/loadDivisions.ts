/** Reads the committed division files from disk. The only file of this folder that knows node:. */
import { readFileSync } from 'node:fs';
import { type Divisions, indexDivisions } from '../divisions.ts';
import { parseTree } from '../parseTree.ts';
import { type DivisionHistory, indexHistory, parseRevoked, parseSuccession } from '../succession.ts';

/** The provinces with a file of their own, down to the village. */
export const detailedProvinces = ['44', '45', '52'] as const;

/** The text of one committed data file, e.g. 'national.txt', '52.txt', 'succession.txt', 'revoked.txt'. */
export const readDivisionFile = (name: string): string => readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8');

let loaded: Divisions | undefined;

/** The nation to county level and the detailed provinces to the village, read and built once per process (about 0.2 s). */
export const loadDivisions = (): Divisions => {
  loaded ??= indexDivisions(
    ['national.txt', ...detailedProvinces.map((code) => `${code}.txt`)].map((file) => parseTree(readDivisionFile(file))),
  );
  return loaded;
};

let history: DivisionHistory | undefined;

/** The recorded succession of codes and the withdrawn codes, over `loadDivisions()`; read and built once per process. */
export const loadHistory = (): DivisionHistory => {
  history ??= indexHistory(
    loadDivisions(),
    parseSuccession(readDivisionFile('succession.txt')),
    parseRevoked(readDivisionFile('revoked.txt')),
  );
  return history;
};
