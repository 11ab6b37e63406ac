/** A number with what is counted: `1 error`, `2 errors`. @param plural where it is not made with an s */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}
