// Public data of textbooks, in the textbooks' own way to write them: a plus is somebody who was still there when last seen.
import type { Lasting } from '../rulesWindows.ts';

export const lasting = (text: string): Lasting[] => text.split(' ').map((t) => ({ time: Number.parseInt(t, 10), event: !t.endsWith('+') }));

/** Weeks of remission of children with acute leukaemia: Freireich et al., Blood 21 (1963) 699–716; as in Cox and Oakes 1984, Kleinbaum and Klein, and many others. */
export const freireich = {
  treated: lasting('6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'),
  placebo: lasting('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23'),
};
/** Acute myelogenous leukaemia, weeks: Miller, Survival Analysis, 1981; `aml` of the R package survival. */
export const aml = {
  maintained: lasting('9 13 13+ 18 23 28+ 31 34 45+ 48 161+'),
  not: lasting('5 5 8 8 12 16+ 23 27 30 33 43 45'),
};
/** Veterans' lung cancer trial, days, by cell type: Kalbfleisch and Prentice 1980; `veteran` of the R package survival. */
export const veteran = {
  squamous: lasting(
    '72 411 228 126 118 10 82 110 314 100+ 42 8 144 25+ 11 999 112 87+ 231+ 242 991 111 1 587 389 33 25 357 467 201 1 30 44 283 15',
  ),
  smallcell: lasting(
    '30 384 4 54 13 123+ 97+ 153 59 117 16 151 22 56 21 18 139 20 31 52 287 18 51 122 27 54 7 63 392 10 25 103+ 21 13 87 2 20 7 24 99 8 99 61 25 95 80 51 29',
  ),
  adeno: lasting('8 92 35 117 132 12 162 3 95 24 18 83+ 31 51 90 52 73 8 36 48 7 140 186 84 19 45 80'),
  large: lasting('177 162 216 553 278 12 260 200 156 182+ 143 105 103 250 100 52 164 19 53 15 43 340 133 111 231 378 49'),
};
