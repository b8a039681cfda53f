// Divisions 行政区划, pairings 结对 and key counties 重点帮扶县: what the outside sees. Shared by server and pages; no IO.
import { z } from 'zod';
import { Code12, Day, endpoint, line, named } from '#platform/contract.ts';
import type { Text } from '#standards/text.ts';
import { Counts, DivisionBrief, readMyArea } from './contractMyArea.ts';
import { correctPairing, createPairing, endPairing, listPairings, readPairing } from './contractPairings.ts';
import { AnyCode, KeyCounty, Level, noSuchDivision, VillageKind } from './contractShapes.ts';

export * from './contractMyArea.ts';
export * from './contractPairings.ts';
export * from './contractShapes.ts';

export const Child = DivisionBrief.extend({
  placeholder: z.boolean(),
  kind: VillageKind.nullable(),
  below: Counts,
  keyCounty: z.boolean(),
});
export type Child = z.infer<typeof Child>;

/** One step of a code's history: what was called `oldName` under `oldCode` became (part of) `newCodes` on the day. */
export const Step = z.object({
  oldCode: z.string(),
  oldName: z.string(),
  into: z.array(z.object({ code: Code12, name: z.string(), main: z.boolean() })),
  /** YYYY-MM-DD, or YYYY where only the year is on record. */
  from: z.string(),
  kind: z.enum(['rename', 'upgrade', 'merge', 'split', 'transfer']),
  livesOn: z.boolean(),
  source: z.string(),
  certainty: z.enum(['official', 'mirror', 'unverified']),
});
export type Step = z.infer<typeof Step>;
export const stepKindTexts: Record<Step['kind'], Text> = {
  rename: { zh: '更名', en: 'renamed' },
  upgrade: { zh: '改设', en: 'changed in kind' },
  merge: { zh: '并入', en: 'merged' },
  split: { zh: '分设', en: 'divided' },
  transfer: { zh: '划归', en: 'transferred' },
};

export const Division = DivisionBrief.extend({
  fullName: z.string(),
  shortFullName: z.string(),
  englishFullName: z.string(),
  /** False: a code that was withdrawn; `later` tells what became of it. */
  current: z.boolean(),
  placeholder: z.boolean(),
  kind: VillageKind.nullable(),
  parents: z.array(DivisionBrief),
  aliases: z.array(z.string()),
  below: Counts,
  /** False: the tree ends at the county here. */
  detailed: z.boolean(),
  earlier: z.array(Step),
  later: z.array(Step),
  keyCounty: KeyCounty.nullable(),
  treeVersion: z.string(),
});
export type Division = z.infer<typeof Division>;

const signed = { can: 'signedIn' } as const;

/** Small enough for every sign-in; the trees themselves are fetched when a page opens one. */
export const readTree = endpoint({
  id: 'regions.readTree',
  method: 'GET',
  path: '/regions/tree',
  can: 'public',
  summary: { zh: '区划树的版本与各省文件', en: 'Edition of the division tree and the file of each province' },
  input: z.object({}),
  output: z.object({
    version: z.object({ id: z.string(), hash: z.string(), source: z.string(), validFrom: Day, note: z.string() }),
    files: z.array(
      z.object({
        /** `national` (to the county) or a province's two digits (to the village). */
        province: z.string(),
        name: z.string(),
        hash: z.string(),
        /** Uncompressed. */
        bytes: z.int(),
        url: z.string(),
      }),
    ),
  }),
});
export const listChildren = endpoint({
  id: 'regions.listChildren',
  method: 'GET',
  path: '/regions/divisions/:code/children',
  ...signed,
  summary: { zh: '下一级区划；000000000000 是各省', en: 'Divisions directly below; 000000000000 gives the provinces' },
  input: z.object({ code: AnyCode }),
  output: z.object({ items: z.array(Child), treeVersion: z.string() }),
  problems: [noSuchDivision],
});
export const readDivision = endpoint({
  id: 'regions.readDivision',
  method: 'GET',
  path: '/regions/divisions/:code',
  ...signed,
  summary: { zh: '一个区划：全称、别名、上级、沿革', en: 'One division: full name, aliases, parents, history' },
  input: z.object({ code: AnyCode }),
  output: Division,
  problems: [noSuchDivision],
});

export const SearchReason = z.enum(['code', 'name', 'alias', 'former', 'part', 'pinyin', 'initials']);
export type SearchReason = z.infer<typeof SearchReason>;
export const searchReasonTexts: Record<SearchReason, Text> = {
  code: { zh: '代码', en: 'code' },
  name: { zh: '名称', en: 'name' },
  alias: { zh: '别名', en: 'alias' },
  former: { zh: '曾用名', en: 'former name' },
  part: { zh: '名称含', en: 'part of the name' },
  pinyin: { zh: '拼音', en: 'pinyin' },
  initials: { zh: '拼音首字母', en: 'pinyin initials' },
};
export const searchDivisions = endpoint({
  id: 'regions.searchDivisions',
  method: 'GET',
  path: '/regions/search',
  ...signed,
  summary: { zh: '按名称、别名、拼音、代码查区划', en: 'Find divisions by name, alias, pinyin or code' },
  input: z.object({
    q: named(line(60), '查什么', 'Query'),
    within: AnyCode.optional(),
    size: z.int().min(1).max(20).default(20),
  }),
  output: z.object({
    items: z.array(
      DivisionBrief.extend({ shortFullName: z.string(), englishFullName: z.string(), reason: SearchReason, matched: z.string() }),
    ),
    /** How many matched in all, so that a cut list says so. */
    total: z.int(),
  }),
  problems: [noSuchDivision],
});

/** `sure`: exactly one division fits; `likely`: one fits best, a person should look; `ambiguous`: choose; `unknown`: nothing recognised. */
export const PlaceStatus = z.enum(['sure', 'likely', 'ambiguous', 'unknown']);
export type PlaceStatus = z.infer<typeof PlaceStatus>;
export const placeNoteTexts = {
  blank: { zh: '没有填', en: 'blank' },
  'too-vague': { zh: '没有到县，请写到区县，如“广州市白云区”', en: 'too vague: name the county' },
  'not-found': { zh: '没有认出来，请对照区划名称', en: 'not recognised' },
  several: { zh: '同名的不止一处，请选一处', en: 'several places have this name: choose one' },
  contradiction: { zh: '上下级对不上', en: 'the parts contradict each other' },
  'outside-area': { zh: '不在这个辖区里', en: 'outside the area' },
  typo: { zh: '像是写错了字', en: 'looks like a typing error' },
  'old-name': { zh: '写的是旧名', en: 'an old name' },
  'rest-unread': { zh: '还有几个字没有认出来', en: 'part of the text was not understood' },
} as const satisfies Record<string, Text>;
export const PlaceNote = z.enum(Object.keys(placeNoteTexts) as (keyof typeof placeNoteTexts)[]);
const PlaceCandidate = z.object({
  code: Code12,
  fullName: z.string(),
  level: Level,
  /** 1 only when the status is `sure`; orders candidates, no probability. */
  confidence: z.number(),
  reasons: z.array(z.string()),
});
export const parsePlaces = endpoint({
  id: 'regions.parsePlaces',
  method: 'POST',
  path: '/regions/parse',
  ...signed,
  summary: { zh: '把写法不一的地名认作区划', en: 'Read free text as divisions, with candidates and never a silent guess' },
  input: z.object({
    texts: named(z.array(z.string().max(200)).min(1).max(500), '地名', 'Places'),
    within: AnyCode.optional(),
  }),
  output: z.object({
    items: z.array(
      z.object({
        text: z.string(),
        status: PlaceStatus,
        note: PlaceNote.optional(),
        best: PlaceCandidate.optional(),
        /** Best first, at most ten; `total` says how many there are. */
        candidates: z.array(PlaceCandidate),
        total: z.int(),
        understood: z.string(),
        rest: z.string(),
      }),
    ),
    treeVersion: z.string(),
  }),
  // a question, not a deed: it changes nothing and leaves no audit row
  audited: false,
  whileViewingAs: true,
  problems: [noSuchDivision],
});

export const listKeyCounties = endpoint({
  id: 'regions.listKeyCounties',
  method: 'GET',
  path: '/regions/key-counties',
  ...signed,
  summary: { zh: '国家乡村振兴重点帮扶县（广西、贵州）', en: 'National key counties for rural revitalisation (Guangxi, Guizhou)' },
  input: z.object({ within: AnyCode.optional(), asOf: Day.optional() }),
  output: z.object({ asOf: Day, items: z.array(KeyCounty) }),
});

export const regionsEndpoints = [
  readTree,
  listChildren,
  readDivision,
  searchDivisions,
  parsePlaces,
  readMyArea,
  listKeyCounties,
  listPairings,
  readPairing,
  createPairing,
  endPairing,
  correctPairing,
] as const;
