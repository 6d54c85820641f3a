import type { GatewayAbout } from '../whm/gateway.ts';

/** Each server has a page of its own: choosing one goes there. */
export function ServerSwitch({ about }: { about: GatewayAbout }) {
  const here = about.servers.find(({ path }) => path === location.pathname);
  return (
    <>
      <select
        aria-label="Server"
        className="h-(--compact-h) min-w-0 max-w-60 rounded-control border border-control bg-raised px-1.5 font-sans text-ink text-md max-sm:max-w-none max-sm:grow"
        value={here?.path ?? ''}
        onChange={(event) => location.assign(event.target.value)}
      >
        {about.servers.map(({ name, label, path }) => (
          <option key={name} value={path}>
            {label}
          </option>
        ))}
      </select>
      {here?.label !== about.server && <span className="ml-2 text-muted max-sm:hidden">{about.server}</span>}
    </>
  );
}
