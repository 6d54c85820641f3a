/** WHM's heading, and a line of help. index.html has the same for the moment before this is drawn. */
export function PageHead({ user }: { user: string }) {
  return (
    <div className="mb-4">
      <h1 className="font-semibold text-xl tracking-[-0.01em]">Manage API Tokens</h1>
      <p className="mt-0.5 max-w-[100ch] text-pretty text-muted">
        Each token lets a script call the WHM API as <b>{user}</b>, with the privileges, addresses and end
        date that you give it.
      </p>
    </div>
  );
}
