/** Milliseconds of processor time this thread has used: what a deed costs, however many others want the machine. */
export const ownTime = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
