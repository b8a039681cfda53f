import { Button, Input } from 'antd';
import { type DragEvent, useState } from 'react';
import { Link } from 'react-router';
import type { Output } from '#platform/contract.ts';
import { type CallFailed, call } from '#platform/web/api.ts';
import { number, useLang, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { LOOK_UP_MOST, lookUpWorkers, readLookUpFile } from '../contractList.ts';
import { LookUpResult } from './LookUpResult.tsx';
import './workers.css';

const FILE_MOST = 10 * 1024 * 1024;
const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((l) => l.trim())
    .filter(Boolean);

/** Numbers, names or telephones of many people at once: who is registered, where, how they stand. Nothing is written but that it was asked. */
export const LookUpPage = () => {
  const t = useT();
  const [text, setText] = useState('');
  const [from, setFrom] = useState<Output<typeof readLookUpFile> | null>(null);
  const [done, setDone] = useState<{ asked: readonly string[]; result: Output<typeof lookUpWorkers> } | null>(null);
  const look = useWrite(lookUpWorkers);
  const lines = linesOf(text);
  const over = lines.length - LOOK_UP_MOST;
  const ask = () => look.mutate({ lines: lines.map((l) => l.slice(0, 200)) }, { onSuccess: (result) => setDone({ asked: lines, result }) });
  return (
    <Screen
      title={t('批量查人', 'Look up many')}
      crumb={
        <>
          <Link to="/workers">{t('人员', 'People')}</Link> / {t('批量查人', 'Look up many')}
        </>
      }
      sub={t(
        '一份名单一次查完：谁建了档、在哪个村、现在怎样。只查，什么都不会写进档案。',
        'One list, looked up at once: who is registered, in which village, how they stand. Only a question; no record is changed.',
      )}
      actions={
        done && (
          <Button
            onClick={() => {
              setDone(null);
              look.reset();
            }}
          >
            {t('改名单再查', 'Change the list')}
          </Button>
        )
      }
    >
      {done ? (
        <LookUpResult asked={done.asked} result={done.result} />
      ) : (
        <div className="wk-look">
          <div className="field">
            <label htmlFor="look-lines">
              {t('名单，一行一个', 'The list, one a line')}{' '}
              <span className="mute">{t('证件号、手机号或姓名，可以混着写', 'numbers, telephones or names, mixed as you like')}</span>
            </label>
            <Input.TextArea
              id="look-lines"
              className="raw"
              rows={14}
              spellCheck={false}
              value={text}
              placeholder={t('从 WPS 里选一列，复制，粘贴到这里', 'Copy a column from a sheet and paste it here')}
              onChange={(e) => {
                setText(e.target.value);
                setFrom(null);
                if (look.error) look.reset();
              }}
            />
            <div className="s13" role="status">
              {over > 0 ? (
                <span className="stt stt-no">
                  <G k="no" />
                  {t(
                    `有 ${number(lines.length)} 行，一次最多 ${number(LOOK_UP_MOST)} 行，请去掉 ${number(over)} 行，分几次查`,
                    `${number(lines.length)} lines; at most ${number(LOOK_UP_MOST)} at once. Take away ${number(over)} and ask again for them`,
                  )}
                </span>
              ) : (
                <span className="mute">
                  {from
                    ? t(
                        `从表里“${from.column}”一列取了 ${number(from.lines.length)} 行`,
                        `${number(from.lines.length)} lines from the column “${from.column}”`,
                      ) +
                      (from.left > 0
                        ? t(
                            `，还有 ${number(from.left)} 行没有取（一次最多 ${number(LOOK_UP_MOST)} 行）`,
                            `; ${number(from.left)} more were left out (at most ${number(LOOK_UP_MOST)} at once)`,
                          )
                        : '')
                    : lines.length > 0
                      ? t(`${number(lines.length)} 行`, `${number(lines.length)} lines`)
                      : t(`最多 ${number(LOOK_UP_MOST)} 行`, `at most ${number(LOOK_UP_MOST)} lines`)}
                </span>
              )}
            </div>
          </div>
          <TakeFile
            onTaken={(taken) => {
              setFrom(taken);
              setText(taken.lines.join('\n'));
            }}
          />
          <div className="save-bar">
            <Button type="primary" loading={look.isPending} disabled={lines.length === 0 || over > 0} onClick={ask}>
              {lines.length ? t(`查 ${number(lines.length)} 行`, `Look up ${number(lines.length)}`) : t('查', 'Look up')}
            </Button>
            <span className="s13 sub">
              {t('查了多少、查到多少会留痕，名单本身不保存。', 'How many were asked and found is on record; the list itself is not kept.')}
            </span>
            <WriteProblem problem={look.error} />
          </div>
        </div>
      )}
    </Screen>
  );
};

const TakeFile = ({ onTaken }: { onTaken: (taken: Output<typeof readLookUpFile>) => void }) => {
  const t = useT();
  const { lang } = useLang();
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState('');
  const [wrong, setWrong] = useState('');
  const take = async (file: File | undefined) => {
    setWrong('');
    if (!file) return;
    if (file.size > FILE_MOST)
      return setWrong(t(`“${file.name}”超过 10 MB，请只留名单那一列`, `“${file.name}” is over 10 MB; keep the column of the list only`));
    setBusy(file.name);
    try {
      onTaken(await call(readLookUpFile, { name: file.name }, { file }));
    } catch (error) {
      setWrong((error as CallFailed).body.text[lang]);
    } finally {
      setBusy('');
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <>
      <label
        className={`wk-drop ${over ? 'over' : ''}`}
        onDragOver={(e) => {
          e.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          type="file"
          className="vh"
          accept=".xlsx,.csv,.txt"
          disabled={busy !== ''}
          onChange={(e) => {
            void take(e.target.files?.[0]);
            e.target.value = '';
          }}
        />
        {busy ? (
          <span role="status">{t(`正在读“${busy}”`, `Reading “${busy}”`)}</span>
        ) : (
          <span>
            <b>{t('或者选一张表', 'Or choose a sheet')}</b>
            {t(
              '，也可以拖到这里。取写着证件号、手机或姓名的那一列。',
              ' or drop it here. The column that holds numbers, telephones or names is taken.',
            )}
          </span>
        )}
      </label>
      {wrong && (
        <p className="wk-line stt-no" role="alert">
          <G k="no" /> {wrong}
        </p>
      )}
    </>
  );
};
