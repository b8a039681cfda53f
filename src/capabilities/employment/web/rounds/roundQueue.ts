// Answers on their way: sent at once where there is a network, kept in this browser where there is none. An answer carries its own id, so that sending it
// twice makes one. Nothing but ids, days, codes and what was typed is kept; no names, no numbers.
import type { Input, Output } from '#platform/contract.ts';
import { uploadFile } from '#platform/filesContract.ts';
import { CallFailed, call } from '#platform/web/api.ts';
import { answerRound, ROUND_FILE } from '../../contractRounds.ts';

export type AnswerInput = Input<typeof answerRound>;
export interface Waiting {
  readonly input: AnswerInput;
  /** JPEG as base64, until it has been taken in. */
  readonly photo?: string;
  /** What the server said against it; null while it only waits for a network. */
  readonly refused: { readonly zh: string; readonly en: string } | null;
}
const keyOf = (account: string): string => `wengang.round.${account}`;

export const readQueue = (account: string): readonly Waiting[] => {
  try {
    return JSON.parse(localStorage.getItem(keyOf(account)) ?? '[]') as Waiting[];
  } catch {
    return [];
  }
};
const CHANGED = 'wengang:round-queue';
const write = (account: string, queue: readonly Waiting[]): void => {
  if (queue.length) localStorage.setItem(keyOf(account), JSON.stringify(queue));
  else localStorage.removeItem(keyOf(account));
  window.dispatchEvent(new Event(CHANGED));
};
export const onQueue = (hear: () => void): (() => void) => {
  window.addEventListener(CHANGED, hear);
  window.addEventListener('storage', hear);
  return () => {
    window.removeEventListener(CHANGED, hear);
    window.removeEventListener('storage', hear);
  };
};

const bytesOf = (base64: string): Blob => new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type: 'image/jpeg' });
const silent = (error: unknown): boolean =>
  error instanceof CallFailed && (error.status === 0 || error.status >= 500 || error.code === 'platform.notSignedIn');

const sendOne = async ({ input, photo }: Waiting): Promise<Output<typeof answerRound>> => {
  const file = photo
    ? await call(uploadFile, { name: 'photo.jpg', purpose: ROUND_FILE }, { file: bytesOf(photo), idempotencyKey: `${input.id}-photo` })
    : null;
  return call(answerRound, { ...input, ...(file ? { fileId: file.id } : {}) }, { idempotencyKey: input.id });
};

export type Sent = { readonly kept: false; readonly answer: Output<typeof answerRound> } | { readonly kept: true };
/** Sends an answer; without a network it is kept and sent later. Throws what the server says against it, and what cannot be kept here. */
export const giveAnswer = async (account: string, input: AnswerInput, photo?: string): Promise<Sent> => {
  const one: Waiting = { input, refused: null, ...(photo ? { photo } : {}) };
  try {
    return { kept: false, answer: await sendOne(one) };
  } catch (error) {
    if (!silent(error)) throw error;
    write(account, [...readQueue(account).filter((w) => w.input.id !== input.id), one]);
    return { kept: true };
  }
};

let under: Promise<number> | null = null;
/** Sends what is kept, in the order in which it was said. Returns how many went. One at a time, whoever asks. */
export const flushQueue = (account: string): Promise<number> => {
  under ??= (async () => {
    let sent = 0;
    for (const one of readQueue(account)) {
      if (one.refused) continue;
      const without = () => readQueue(account).filter((w) => w.input.id !== one.input.id);
      try {
        await sendOne(one);
        write(account, without());
        sent++;
      } catch (error) {
        if (silent(error)) break;
        const text = (error as CallFailed).body?.text ?? { zh: '没有收下', en: 'It was not taken' };
        write(account, [...without(), { ...one, refused: text }]);
      }
    }
    return sent;
  })().finally(() => {
    under = null;
  });
  return under;
};
export const forgetRefused = (account: string): void =>
  write(
    account,
    readQueue(account).filter((w) => !w.refused),
  );

/** A photograph small enough to be kept and sent over a slow network; what the camera wrote beside it stays behind. */
export const shrinkPhoto = async (file: Blob): Promise<string> => {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, 1280 / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/jpeg', 0.75).split(',')[1]!;
};
