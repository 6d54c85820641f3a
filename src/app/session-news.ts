import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { aboutOptions, type Connection } from './facts-queries.ts';

// Tabs of one browser share its sessions: what one does to them the others must not learn by failing.

type News = 'signed-in' | 'signed-out';

// One for the page: a message does not come back to the channel that sent it.
const channel = new BroadcastChannel('token-manager-sessions');

export function tellOtherTabs(news: News): void {
  channel.postMessage(news);
}

/**
 * Follows what other tabs do for as long as the page is open. The question who is signed in is asked anew, also
 * where it is being asked already: that answer may be from before the news.
 */
export function useNewsOfOtherTabs(connection: Connection): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const { queryKey } = aboutOptions(connection);
    channel.onmessage = ({ data }) => {
      const signedIn = queryClient.getQueryData(queryKey)?.signIn === 'signed-in';
      // A form, or a secret that is shown only once, must not be lost to it: then the person is asked to sign in.
      if (data === 'signed-out' && signedIn && document.querySelector('dialog[open]') === null) {
        location.reload();
      } else {
        void queryClient.invalidateQueries({ queryKey });
      }
    };
    return () => {
      channel.onmessage = null;
    };
  }, [queryClient, connection]);
}
