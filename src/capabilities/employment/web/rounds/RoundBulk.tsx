import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Input, Output } from '#platform/contract.ts';
import { uploadFile } from '#platform/filesContract.ts';
import { type CallFailed, call } from '#platform/web/api.ts';
import { Confirm } from '#platform/web/confirm.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { answerMany, ROUND_FILE, type readRound } from '../../contractRounds.ts';
import { type Via, viaOf, viaTexts } from '../../rulesRounds.ts';
import { eyesOfSide } from './eyes.ts';

interface Props {
  readonly d: Output<typeof readRound>;
  readonly day: string;
  readonly via: Via;
  readonly ticked: readonly string[];
  readonly employer: { readonly key: string; readonly name: string } | undefined;
  readonly onDone: () => void;
}

/** Ticked rows, or all of an employer but the ticked ones: all still there. */
export const RoundBulk = ({ d, day, via, ticked, employer, onDone }: Props) => {
  const t = useT();
  const deed = useDeed(answerMany, { stales: ['employment.'] });
  const [asking, setAsking] = useState<'ticked' | 'employer' | null>(null);
  const [id, setId] = useState('');
  const [by, setBy] = useState<Via>(via);
  const [file, setFile] = useState<File | null>(null);
  const [uploading, setUploading] = useState<CallFailed | null>(null);
  const [told, setTold] = useState<Output<typeof answerMany> | null>(null);
  const open = (what: 'ticked' | 'employer') => {
    // one press, one bulk: pressed again after silence it is the same one
    setId(crypto.randomUUID());
    setBy(via);
    setTold(null);
    deed.forget();
    setAsking(what);
  };
  const act = async () => {
    setUploading(null);
    try {
      const stored = file ? await call(uploadFile, { name: file.name, purpose: ROUND_FILE }, { file, idempotencyKey: `${id}-file` }) : null;
      const whom: Input<typeof answerMany>['whom'] =
        asking === 'ticked' ? { spellIds: [...ticked] } : { employer: employer!.key, except: [...ticked] };
      const done = await deed.act({ id, side: d.side, day, via: by, whom, ...(stored ? { fileId: stored.id } : {}) });
      if (!done) return;
      setTold(done);
      setAsking(null);
      setFile(null);
      onDone();
    } catch (error) {
      setUploading(error as CallFailed);
    }
  };
  const n = ticked.length;
  return (
    <>
      {n > 0 && <Button onClick={() => open('ticked')}>{t(`勾选的 ${n} 段都还在`, `The ${n} ticked: still there`)}</Button>}
      {employer && (
        <Button onClick={() => open('employer')}>
          {n > 0
            ? t(`除勾选的 ${n} 段外都还在`, `All but the ${n} ticked: still there`)
            : t('这家都还在', 'All of this employer: still there')}
        </Button>
      )}
      {told && (
        <span role="status">
          {told.jobId ? (
            <St k="due">
              {t('人多，在后台记，进度见', 'Many: recorded in the background, see ')}
              <Link to="/jobs">{t('我的任务', 'My jobs')}</Link>
            </St>
          ) : (
            <St k="ok">
              {t(
                `记下 ${number(told.answered)} 段还在${told.skipped ? `，${number(told.skipped)} 段已有回答，没动` : ''}`,
                `${number(told.answered)} recorded as still there${told.skipped ? `, ${number(told.skipped)} had an answer already` : ''}`,
              )}
            </St>
          )}
        </span>
      )}
      <Confirm
        open={asking !== null}
        title={
          asking === 'ticked'
            ? t(`${n} 段都还在？`, `All ${n} still there?`)
            : t(`${employer?.name ?? ''}：都还在？`, `${employer?.name ?? ''}: all still there?`)
        }
        action={t('都记为还在', 'Record all as still there')}
        ready={by !== 'roster' || file !== null}
        held={deed.asking}
        busy={deed.busy}
        problem={uploading ?? deed.problem}
        onCancel={() => setAsking(null)}
        onAct={() => void act()}
      >
        <p>
          {asking === 'employer' && n > 0
            ? t(
                `勾选的 ${n} 段不动，其余没有回答的都记为 ${day} 还在。`,
                `The ${n} ticked stay as they are; all others without an answer are recorded as still there on ${day}.`,
              )
            : t(
                `没有回答的都记为 ${day} 还在；已有回答的不动。`,
                `All without an answer are recorded as still there on ${day}; answered ones stay.`,
              )}
        </p>
        <div className="field">
          <label htmlFor="bulk-via">{t('怎么核的', 'How')}</label>
          <Select
            id="bulk-via"
            className="round-wide"
            value={by}
            options={viaOf[eyesOfSide(d.side)].map((v) => ({ value: v, label: t(viaTexts[v]) }))}
            onChange={setBy}
          />
        </div>
        {by === 'employer' && (
          <p className="note">
            {t('单位自己说的不算核验；附上盖章的花名册才算。', 'The employer’s own word verifies nothing; a stamped roster does.')}
          </p>
        )}
        {by === 'roster' && (
          <div className="field">
            <label htmlFor="bulk-file">{t('盖章的花名册（照片或 PDF）', 'The stamped roster (photograph or PDF)')}</label>
            <input id="bulk-file" type="file" accept="image/*,application/pdf" onChange={(e) => setFile(e.target.files?.[0] ?? null)} />
          </div>
        )}
      </Confirm>
    </>
  );
};
