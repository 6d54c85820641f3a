import { queryOptions, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { isRootLevel, type KnownAccount } from '../privileges/account.ts';
import { Button } from '../ui/Button.tsx';
import type { WhmClient } from '../whm/client.ts';
import { useWhmClient } from '../whm/react.tsx';

/** Optional, and asked once: a server that refuses it is not asked again. */
export function callerAddressOptions(client: WhmClient, account: KnownAccount) {
  return queryOptions({
    queryKey: ['caller-address'],
    queryFn: async ({ signal }) => (await client.callerAddress(signal)).value,
    // In practice only root may ask; a refusal would be noise in the server's log.
    enabled: account !== null && isRootLevel(account),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    retryOnMount: false,
  });
}

type AddMyAddressProps = { account: KnownAccount; onAdd: (address: string) => void };

/** Offered where the server tells which address it sees; nothing at all where it does not. */
export function AddMyAddress({ account, onAdd }: AddMyAddressProps) {
  const address = useQuery(callerAddressOptions(useWhmClient(), account)).data;
  if (address === undefined || address === null) return null;
  return (
    <Button
      size="sm"
      icon={Plus}
      title="The address that the server sees this dashboard’s calls come from"
      onClick={() => onAdd(address)}
    >
      Add my address, {address}
    </Button>
  );
}
