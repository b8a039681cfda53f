import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Input } from '#platform/contract.ts';
import { uploadFile } from '#platform/filesContract.ts';
import { CallFailed, call } from '#platform/web/api.ts';
import type { Text } from '#standards/text.ts';
import { HAND_IN_LIMIT, handIn } from '../contractBatches.ts';
import { ROSTER_FILE } from '../contractShapes.ts';
import { fileSize } from './batchWords.ts';

/** What is said about every file of one choice. */
export type HandInOptions = Pick<Input<typeof handIn>, 'area' | 'organisationId' | 'observedOn'>;

export interface Upload {
  readonly key: string;
  readonly file: File;
  readonly options: HandInOptions;
  readonly state: 'waiting' | 'sending' | 'handing' | 'done' | 'refused';
  /** Share of the bytes that have left this machine. */
  readonly sent: number;
  readonly fileId: string | null;
  readonly batchId: string | null;
  readonly problem: Text | null;
}

/** More at once only make each of them slower on a county's line. */
const AT_ONCE = 2;

/** Neither our words for kinds of files nor what the bytes look like help whoever has the file before them. */
const NO_SHEET: Text = {
  zh: '打不开：不是 Excel、WPS、CSV 表格，或者文件已经损坏。请用 WPS 打开原文件，另存为 .xlsx 再交',
  en: 'This cannot be opened: it is no Excel, WPS or CSV sheet, or it is damaged. Open the original, save it as .xlsx and hand that in',
};
const FAULT: Text = { zh: '没有传上去，可以再试一次', en: 'This was not sent; you can try again' };

const localFault = (file: File): Text | null => {
  if (file.size === 0)
    return {
      zh: '文件是空的。请打开原文件，确认里面有内容并已保存，再选一次',
      en: 'The file is empty. Open the original, make sure it has content and is saved, and choose it again',
    };
  if (file.size > HAND_IN_LIMIT)
    return {
      zh: `有 ${fileSize(file.size)}，上限 ${fileSize(HAND_IN_LIMIT)}。请删去图片，或者按乡镇、月份分成几份`,
      en: `It has ${fileSize(file.size)}; the limit is ${fileSize(HAND_IN_LIMIT)}. Remove pictures, or split it by township or month`,
    };
  return null;
};

/** Files on their way: each becomes a batch of its own, and one that is refused stops none of the others. */
export const useUploads = () => {
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const queue = useRef<Upload[]>([]);
  const busy = useRef(0);
  const change = (key: string, next: Partial<Upload>) => setUploads((all) => all.map((u) => (u.key === key ? { ...u, ...next } : u)));

  const send = async (upload: Upload) => {
    const { key, file, options } = upload;
    try {
      let { fileId } = upload;
      if (!fileId) {
        change(key, { state: 'sending', problem: null, sent: 0 });
        const stored = await call(
          uploadFile,
          { name: file.name, purpose: ROSTER_FILE },
          { file, idempotencyKey: `${key}-file`, onSent: (sent) => change(key, { sent }) },
        );
        fileId = stored.id;
      }
      change(key, { state: 'handing', fileId, sent: 1 });
      const batch = await call(handIn, { fileId, ...options }, { idempotencyKey: `${key}-batch` });
      change(key, { state: 'done', batchId: batch.id });
      void client.invalidateQueries({ predicate: (q) => q.queryKey[0] === 'rosters.listBatches' });
    } catch (error) {
      const said = !(error instanceof CallFailed) ? FAULT : error.code === 'platform.fileNotAllowed' ? NO_SHEET : error.body.text;
      change(key, { state: 'refused', problem: said });
    }
  };
  const pump = () => {
    while (busy.current < AT_ONCE) {
      const next = queue.current.shift();
      if (!next) return;
      busy.current += 1;
      void send(next).finally(() => {
        busy.current -= 1;
        pump();
      });
    }
  };
  const add = (files: readonly File[], options: HandInOptions) => {
    const made = files.map((file): Upload => {
      const problem = localFault(file);
      return {
        key: crypto.randomUUID(),
        file,
        options,
        state: problem ? 'refused' : 'waiting',
        sent: 0,
        fileId: null,
        batchId: null,
        problem,
      };
    });
    setUploads((all) => [...made, ...all]);
    queue.current.push(...made.filter((u) => u.state === 'waiting'));
    pump();
  };
  /** The same intention again: a file that has arrived is not sent twice; what was refused for its area gets the one chosen now. */
  const retry = (upload: Upload, options: HandInOptions) => {
    const again: Upload = { ...upload, key: crypto.randomUUID(), options, state: 'waiting', problem: null };
    setUploads((all) => all.map((u) => (u.key === upload.key ? again : u)));
    queue.current.push(again);
    pump();
  };
  const drop = (key: string) => {
    queue.current = queue.current.filter((u) => u.key !== key);
    setUploads((all) => all.filter((u) => u.key !== key));
  };
  return {
    uploads,
    add,
    retry,
    drop,
    clear: () => setUploads((all) => all.filter((u) => u.state !== 'done' && u.state !== 'refused')),
    /** Something would be lost if the page were left now. */
    onTheWay: uploads.some((u) => u.state === 'waiting' || u.state === 'sending' || u.state === 'handing'),
  };
};
