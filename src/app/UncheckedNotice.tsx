import { Notice } from '../ui/Notice.tsx';

/** Stays for as long as the certificate is not checked: nobody may get used to not seeing it. */
export function UncheckedNotice({ server }: { server: string }) {
  return (
    <section aria-label="Certificate" className="px-(--gutter) pt-3">
      <Notice tone="orange">
        <b>The certificate of {server} is not checked.</b> Anybody on the way to it could read and take over
        what is sent, credentials too. Whoever runs this dashboard can pin the certificate instead.
      </Notice>
    </section>
  );
}
