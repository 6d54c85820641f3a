import type { Part } from './token-sentence.ts';

/** A sentence in parts, the weighty ones in bold. */
export function Sentence({ parts }: { parts: readonly Part[] }) {
  return parts.map(({ text, strong }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no identity but their place.
    strong ? <b key={index}>{text}</b> : text,
  );
}
