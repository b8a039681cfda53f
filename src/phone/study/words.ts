import { NoAnswer, Refusal } from '../kit/ask.ts';
import { t, tt } from '../kit/lang.ts';

/** What is done where the session has ended. */
export type Failed = () => void;
export const reasonOf = (error: unknown, failed: Failed): string => {
  if (error instanceof Refusal && error.status === 401) {
    failed();
    return '';
  }
  if (error instanceof Refusal) return tt(error.text);
  if (error instanceof NoAnswer)
    return t(
      '没有网络。学习时间由服务器记，联网以后接着学；记过的不会丢',
      'No network. The server counts the time: go on once there is one; what was counted stays',
    );
  return String(error);
};
/** 40 秒, 2 分钟. */
export const length = (seconds: number): string => {
  if (seconds < 60) return t(`${seconds} 秒`, `${seconds} s`);
  const [m, s] = [Math.floor(seconds / 60), seconds % 60];
  return s === 0 ? t(`${m} 分钟`, `${m} min`) : t(`${m} 分 ${s} 秒`, `${m} min ${s} s`);
};
export const questionsOf = (n: number): string => `${n} ${n === 1 ? 'question' : 'questions'}`;
