// What our own pages and files call a thing is read back when somebody writes it into a sheet.
import { expect, test } from 'vitest';
import type { CodeList } from '#capabilities/rosters/rules.ts';
import type { Text } from '#standards/text.ts';
import {
  abilityTexts,
  educationTexts,
  healthTexts,
  hindranceTexts,
  identityKindTexts,
  relationTexts,
  willingTexts,
} from './contractShapes.ts';
import { channelTexts } from './rulesWorkerRow.ts';
import { channels, education, health, hindrances, householdKinds, labour, relations, willing } from './sheetLists.ts';

const pairs: readonly (readonly [CodeList, Readonly<Record<string, Text>>])[] = [
  [channels, channelTexts],
  [labour, abilityTexts],
  [health, healthTexts],
  [education, educationTexts],
  [householdKinds, identityKindTexts],
  [relations, relationTexts],
  [willing, willingTexts],
  [hindrances, hindranceTexts],
];
test.each(pairs.map(([list, texts]) => [list.id, list, texts] as const))('the words that pages use are read: %s', (_, list, texts) => {
  const foreign = Object.entries(texts).flatMap(([code, { zh }]) => {
    const item = list.items.find((i) => i.words.includes(zh));
    return item?.code === code ? [] : [`${code}: ${zh}`];
  });
  expect(foreign).toEqual([]);
});
