declare global {
  interface Window {
    /** By address; public/early.js asked before the page's own scripts had arrived. */
    earlyAnswers?: Map<string, Promise<Response>>;
  }
}

/** The answer that was asked for early, the first time it is wanted; from then on there is none. */
export function takeEarlyAnswer(url: string): Promise<Response> | undefined {
  const answer = window.earlyAnswers?.get(url);
  window.earlyAnswers?.delete(url);
  return answer;
}
