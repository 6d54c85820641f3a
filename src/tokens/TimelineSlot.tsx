import { type ComponentProps, Suspense } from 'react';
import { Timeline } from './lazy-parts.ts';
import { useServer } from './server.tsx';

/** The timeline, and its place until it is there: it comes later than the list and moves nothing. */
export function TimelineSlot(props: ComponentProps<typeof Timeline>) {
  const { timeline } = useServer();
  return (
    <Suspense fallback={<div className="timeline" data-kept={timeline} style={{ height: timeline ?? '' }} />}>
      <Timeline {...props} />
    </Suspense>
  );
}
