import { makePlaceParser, type ParsePlace } from '../placeParser.ts';
import { loadDivisions, loadHistory } from './loadDivisions.ts';

let parser: ParsePlace | undefined;

/** The parser of places as people write them, over today's divisions and their former names; built once per process (about 0.2 s, 10 MB). */
export const parsePlace: ParsePlace = (text, options) => {
  parser ??= makePlaceParser(loadDivisions(), loadHistory());
  return parser(text, options);
};
