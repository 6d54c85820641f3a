import type { CallSamplesProps } from '../api-calls/CallSamples.tsx';
import { ShowApiCall } from '../api-calls/ShowApiCall.tsx';
import { baseUrlOf } from './secret-formats.ts';
import { useServer } from './server.tsx';

type ApiCallProps = Pick<CallSamplesProps, 'action' | 'note'> & { className?: string };

/** *Show the API call*, for this server and user, in the language that was chosen last. */
export function ApiCall(props: ApiCallProps) {
  const { name: server, user, simulated, sampleLanguage, onSampleLanguage } = useServer();
  return (
    <ShowApiCall
      {...props}
      to={{ serverUrl: baseUrlOf({ server, user }), user }}
      simulated={simulated}
      language={sampleLanguage}
      onLanguage={onSampleLanguage}
    />
  );
}
