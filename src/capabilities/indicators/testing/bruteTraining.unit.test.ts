// The cells of I09 worked by hand against the independent count: two readings of docs/figures.md that share nothing.
import { expect, test } from 'vitest';
import { classModeTexts, orderKindTexts } from '#capabilities/training/contract.ts';
import { modeTexts, orderTexts } from '../rulesDimensions.ts';
import { bruteTrained } from './bruteTraining.ts';
import { readTrainingCells, readTrainingKit, whyNot } from './readTrainingKit.ts';

test('the independent count reaches every cell of kits/indicators/training', () => {
  const { world, training } = readTrainingKit();
  const cells = readTrainingCells();
  expect(cells.flatMap((cell) => whyNot(cell, bruteTrained(world, training, cell.ask)) ?? [])).toEqual([]);
  expect(cells.length).toBeGreaterThanOrEqual(50);
});

test('what figures say of modes and order classes is what training says', () => {
  expect(modeTexts).toEqual(classModeTexts);
  expect(orderTexts).toEqual(orderKindTexts);
});
