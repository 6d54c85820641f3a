import * as runtime from 'react/jsx-runtime';

// What JSX is compiled to calls. As bindings of a module their names are shortened: thousands of calls read `j(…)`
// in place of `(0,r.jsx)(…)`. vite.config.ts puts it there.
export const { Fragment, jsx, jsxs } = runtime;
