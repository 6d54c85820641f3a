/** Codings that text is also kept in, the smallest first, and what their file names end in. */
export const compressions = [
  { coding: 'br', suffix: '.br' },
  { coding: 'gzip', suffix: '.gz' },
] as const;
