// Answers that are the same for everybody who asks the same: made once, however many ask meanwhile, and kept in memory, the last used ones.

/** What failed is not kept. `most`: so many answers at a time. */
export const newKeptAnswers = <T>(most: number): ((key: string, make: () => Promise<T>) => Promise<T>) => {
  const kept = new Map<string, Promise<T>>();
  return (key, make) => {
    const answer = kept.get(key) ?? make();
    kept.delete(key);
    kept.set(key, answer);
    if (kept.size > most) kept.delete(kept.keys().next().value!);
    answer.catch(() => {
      if (kept.get(key) === answer) kept.delete(key);
    });
    return answer;
  };
};
