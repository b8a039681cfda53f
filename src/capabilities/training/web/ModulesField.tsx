import { Button, Input, InputNumber, Space } from 'antd';
import type { z } from 'zod';
import type { FieldError } from '#platform/problem.ts';
import { useT } from '#platform/web/lang.tsx';
import type { ModuleIn } from '../contract.ts';

type Module = z.input<typeof ModuleIn>;

interface Props {
  readonly value: readonly Module[];
  readonly errors: readonly FieldError[];
  readonly onChange: (modules: Module[]) => void;
}
/** Modules in their order; units are separated by 、 or commas. */
export const ModulesField = ({ value, errors, onChange }: Props) => {
  const t = useT();
  const put = (i: number, next: Partial<Module>) => onChange(value.map((m, k) => (k === i ? { ...m, ...next } : m)));
  const move = (i: number, to: number) => {
    const next = [...value];
    const [m] = next.splice(i, 1);
    next.splice(to, 0, m!);
    onChange(next);
  };
  return (
    <>
      <ol className="tr-modules">
        {value.map((m, i) => {
          const error = errors.find((e) => e.path === `modules.${i}` || e.path.startsWith(`modules.${i}.`));
          const name = (zh: string, en: string) => t(`模块 ${i + 1} ${zh}`, `Module ${i + 1}: ${en}`);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a module is its place in the order
            <li key={i}>
              <div className="tr-module">
                <Input
                  aria-label={name('名称', 'title')}
                  placeholder={t('模块名称', 'Title')}
                  maxLength={60}
                  value={m.title}
                  onChange={(e) => put(i, { title: e.target.value })}
                />
                {(
                  [
                    ['theoryHours', t('理论', 'Theory'), name('理论课时', 'hours of theory')],
                    ['practiceHours', t('实操', 'Practice'), name('实操课时', 'hours of practice')],
                  ] as const
                ).map(([field, word, label]) => (
                  <Space.Compact key={field} block>
                    <Space.Addon>{word}</Space.Addon>
                    <InputNumber
                      aria-label={label}
                      min={0}
                      max={2000}
                      precision={0}
                      value={m[field]}
                      onChange={(n) => put(i, { [field]: n ?? 0 })}
                    />
                  </Space.Compact>
                ))}
              </div>
              <div className="tr-module-units row gap8">
                <Input
                  aria-label={name('能力单元', 'competence units')}
                  placeholder={t('能力单元，用顿号隔开（选填）', 'Competence units, separated by commas (optional)')}
                  defaultValue={(m.units ?? []).join('、')}
                  onBlur={(e) =>
                    put(i, {
                      units: e.target.value
                        .split(/[、,，;；\n]/)
                        .map((u) => u.trim())
                        .filter((u) => u !== ''),
                    })
                  }
                />
                <Button size="small" disabled={i === 0} aria-label={name('上移', 'up')} onClick={() => move(i, i - 1)}>
                  {t('上移', 'Up')}
                </Button>
                <Button size="small" aria-label={name('去掉', 'remove')} onClick={() => onChange(value.filter((_, k) => k !== i))}>
                  {t('去掉', 'Remove')}
                </Button>
              </div>
              {error && (
                <p className="stt stt-no" role="alert">
                  {t(error.text)}
                </p>
              )}
            </li>
          );
        })}
      </ol>
      <Button id="f-modules" onClick={() => onChange([...value, { title: '', theoryHours: 0, practiceHours: 0, units: [] }])}>
        {t('加一个模块', 'Add a module')}
      </Button>
    </>
  );
};
