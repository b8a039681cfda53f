// A name as it may be posted up (公示): the first and the last character stay, what lies between is hidden. Pure.

/** 石阿朵 → 石*朵, 李明 → 李*, 阿依古丽·买买提 → 阿******提. Spaces around it are left out; nothing of an empty name. */
export const publicName = (name: string): string => {
  const all = [...name.trim()];
  if (all.length === 0) return '';
  if (all.length === 1) return '*';
  if (all.length === 2) return `${all[0]}*`;
  return `${all[0]}${'*'.repeat(all.length - 2)}${all.at(-1)}`;
};
