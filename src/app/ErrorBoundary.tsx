import { Component, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';

/** The last resort: a mistake of ours, not a failed call. Says so, and offers a way out. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <main className="mx-auto flex max-w-xl flex-col items-start gap-3 p-8">
        <h1 className="font-semibold text-xl">This page met a mistake of its own</h1>
        <p>Nothing was sent to the server because of it. Loading the page again usually helps.</p>
        <p className="font-mono text-sm">{error.message}</p>
        <Button intent="primary" onClick={() => location.reload()}>
          Load again
        </Button>
      </main>
    );
  }
}
