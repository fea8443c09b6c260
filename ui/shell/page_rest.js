/** When a page has come to rest: Streamlit has run, and has loaded what draws each part, so what is there now stays. */
const COMING = '[data-testid="stMain"] [data-testid="stSkeleton"]'; // stands for a part that is not there yet

export function isAtRest() {
  return document.querySelector('[data-test-script-state="notRunning"]') !== null && document.querySelector(COMING) === null;
}
