// Which rows of the combined cases have which troubles.
import type { Laid } from './shared.ts';

/** What a village sends: every family of troubles in some rows, two or three in one. */
export const MIXED: Laid = [
  [1, 'idFullWidth', 'phonePlus86', 'dateDotted'],
  [2, 'idFormulaText', 'phoneFloat', 'placeShort'],
  [3, 'idFloatText', 'phoneBlanks', 'incomeComma'],
  [4, 'idLowerX', 'dateSlashed', 'incomeK'],
  [5, 'id15', 'dateDigits', 'placeWithoutCounties'],
  [6, 'idDisability', 'nameSpaced', 'incomeUnit'],
  [7, 'idWrongCheck', 'placePrefecture', 'incomeWords'],
  [8, 'idTooShort', 'phoneShort', 'dateImpossible'],
];
export const VALUES: Laid = [
  [1, 'idFloat', 'dateSerial', 'placeOutside'],
  [2, 'idRounded', 'phoneNumber', 'nameTwenty'],
  [3, 'idFormula', 'phoneExponent', 'dateSerialBare'],
  [4, 'idBirthday', 'dateClipped', 'incomeHuge'],
  [5, 'idMissing', 'phoneTwo', 'nameOne'],
  [6, 'dateDigitsNumber', 'incomeTiny', 'placeInside'],
  [7, 'dateTimed', 'placeCode', 'nameDotted'],
  [8, 'dateUntilNow', 'placeProvince', 'incomeFullWidth'],
  [9, 'dateShortYear', 'placeOfTwo', 'nameDotVariant'],
];
export const WORDS: Laid = [
  [1, 'codeCircled', 'manyDunhao', 'placeDetailed'],
  [2, 'codeBracketed', 'manyComma', 'placeSpaced'],
  [3, 'codeBare', 'manySemicolon', 'dateChinese'],
  [4, 'nullWords', 'manyBar', 'dateChineseDay'],
  [5, 'nullDash', 'manySlash', 'idBlanks'],
  [6, 'nullBlank', 'nullInNeeded', 'idApostrophe'],
  [7, 'errorCell', 'incomeRange'],
  [8, 'nameBreak', 'employerMissing'],
];
export const RULES: Laid = [
  [1, 'idCopied'],
  [3, 'idOfTwo'],
  [5, 'phoneShared'],
  [9, 'phoneOfHousehold'],
  [11, 'postAway', 'idFullWidth'],
  [12, 'postTooYoung'],
  [13, 'postTooOld', 'phoneFloat'],
  [14, 'postWithoutMonths', 'dateDotted'],
  [15, 'postThree'],
  [18, 'spellsOverlap'],
  [20, 'spellsInTurn'],
  [22, 'stoppedWithoutEnd', 'idLowerX'],
  [23, 'stoppedInFuture', 'phoneBlanks'],
  [24, 'stoppedWithEnd', 'placeShort'],
  [25, 'startedTooYoung', 'incomeComma'],
  [26, 'withoutLabour', 'dateSlashed'],
  [27, 'studentWorking', 'incomeTiny'],
  [28, 'incomeMissing', 'idWrongCheck'],
  [29, 'industryMissing', 'channelMissing'],
  [30, 'escortMissing', 'nameRareToo'],
  [31, 'nameRare', 'incomeMissing', 'placePrefecture'],
  [32, 'nameSame'],
  [34, 'incomeZero', 'idBlanks'],
];
