import type { Text } from '#standards/text.ts';

/** 40 秒, 2 分 5 秒. */
export const lengthText = (seconds: number): Text => {
  if (seconds < 60) return { zh: `${seconds} 秒`, en: `${seconds} s` };
  const [m, s] = [Math.floor(seconds / 60), seconds % 60];
  return s === 0 ? { zh: `${m} 分钟`, en: `${m} min` } : { zh: `${m} 分 ${s} 秒`, en: `${m} min ${s} s` };
};
