import type { Levels, Prepared } from './rulesDuplicates.ts';
import type { Guard } from './rulesDuplicateTexts.ts';

const sameName = (levels: Levels): boolean => levels.name === 'same' || levels.name === 'variant';
/** What a clerk writes for the same name when copying it with the number. */
const nameMayBe = (levels: Levels): boolean =>
  sameName(levels) || levels.name === 'homophone' || levels.name === 'lookalike' || levels.name === 'near';

/**
 * Why two records are never linked without a person looking, whatever the score. Without the same valid number both name and birthday must be the same
 * and something must confirm them: a near-miss of the number that fails its check, one household, or a phone of their own.
 */
export function guardsOf(a: Prepared, b: Prepared, levels: Levels): readonly Guard[] {
  const guards: Guard[] = [];
  const { number, birthday, place } = levels;
  const sameNumber = number === 'same' || number === 'sameOld';
  const nearNumber = number === 'sameInvalid' || number === 'oneDigit' || number === 'swappedDigits' || number === 'digitMissing';

  if (number === 'conflict') guards.push('numberConflict');
  if (number === 'oneApart') guards.push('numbersOneApart');
  if (number === 'unlike') guards.push('numberUnlike');
  if (sameNumber && !nameMayBe(levels)) guards.push('otherName');
  if (!sameNumber && !sameName(levels)) guards.push('nameDiffers');

  const clan = place === 'household' || (place === 'village' && a.name.surname === b.name.surname);
  const orders = number === 'conflict' || number === 'oneApart';
  if (!sameNumber && birthday === 'same' && clan && (!sameName(levels) || orders)) guards.push('twins');

  const ownPhone = levels.phone === 'same';
  if (!sameNumber && !nearNumber && place !== 'household' && !ownPhone)
    guards.push(sameName(levels) && birthday === 'same' && place === 'village' ? 'namesakes' : 'thinEvidence');
  if (sameNumber ? birthday === 'different' : birthday !== 'same') guards.push('birthdayDiffers');
  if (levels.sex === 'different') guards.push('sexDiffers');
  return guards;
}
