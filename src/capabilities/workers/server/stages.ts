import { schoolStages } from '#standards/education/schoolStage.ts';
import type { Text } from '#standards/text.ts';

/** The name of a code of 在校生状况. */
export const findStage = (code: string): Text | undefined => schoolStages.find((s) => s.code === code)?.name;
