/** A diamond for what expires within 30 days, else a dot. Of borders, which forced colours keep. */
export function Mark({ soon }: { soon: boolean }) {
  return (
    <span
      className={`size-2.5 flex-none border-5 ${soon ? 'rotate-45 rounded-[2px] border-expiring-edge' : 'rounded-full border-ink'}`}
    />
  );
}
