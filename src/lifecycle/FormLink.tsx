import type { TokenForm } from '../tokens/token-form.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Field, inputClass } from '../ui/Field.tsx';
import { linkFromForm } from './form-link.ts';

/** The link of *Generate API Token* to itself, as it is filled in at the moment. */
export function FormLink({ form }: { form: TokenForm }) {
  const fragment = linkFromForm(form);
  const address = `${location.origin}${location.pathname}${fragment}`;
  return (
    <details>
      <summary className="inline-block min-h-6 font-medium underline decoration-control underline-offset-3">
        Ask a colleague to generate this
      </summary>
      {fragment === null ? (
        <p className="mt-1 text-muted text-sm">
          There is too much in the form for a link. Take out some of the IPs, and add them on the other side.
        </p>
      ) : (
        <div className="mt-1 flex flex-col items-start gap-1.5">
          <Field
            label="Link that fills the form"
            minor
            help="It holds what stands in the form now, no secret. It fills the form and does no more: Everything and privileges of high risk are asked for, not ticked, and your colleague presses Generate."
          >
            {(ids) => (
              <input
                {...ids}
                readOnly
                value={address}
                onFocus={(event) => event.target.select()}
                className={`${inputClass} font-mono text-sm`}
              />
            )}
          </Field>
          <CopyButton key={address} label="Copy link" text={address} />
        </div>
      )}
    </details>
  );
}
